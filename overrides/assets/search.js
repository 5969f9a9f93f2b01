// The search page: asks Pagefind and shows what it finds. All words and classes are the page's.
const SHOWN = 10; // results at a time
const PAUSE = 200; // ms after the last key

const finder = document.querySelector(".palabre-finder");
const form = finder.querySelector("form");
const language = document.documentElement.lang;
const part = (name, within = finder) => within.querySelector(`[data-part="${name}"]`);
const template = (selector) => finder.querySelector(`template${selector}`).content;
part("unloaded").replaceChildren(); // what is shown where no script is loaded
const controls = [...form.elements].filter((control) => control.name);

let engines; // one for each language; nothing is loaded before a reader turns to searching
let results = [];
let asked = 0;
let timer;

function load() {
  const names = finder.dataset.bundles.split(" ");
  const place = (name) => new URL(`../pagefind/${name}/`, import.meta.url).href;
  const start = async (name) => {
    const engine = await import(`${place(name)}pagefind.js`);
    const parts = names.filter((other) => other.startsWith(`${name}.`)); // of a large language
    await Promise.all(parts.map((part) => engine.mergeIndex(place(part))));
    return engine;
  };
  engines ??= Promise.all(names.filter((name) => !name.includes(".")).map(start));
  return engines;
}

// Pagefind looks for all words; "l’île" is searched as "île".
const words = (query) => query.replace(/(?<!\p{L})(\p{L}{1,2}|qu)['’](?=\p{L})/giu, "").trim();
// The index has typewriters' apostrophes.
const typeset = (text) => text.replace(/(?<=\p{L})'/gu, "’");

async function ask(shown = SHOWN) {
  const number = ++asked;
  const query = words(form.q.value);
  const chosen = controls.filter((control) => control !== form.q && control.value);
  const filters = Object.fromEntries(chosen.map((control) => [control.name, control.value]));
  let found = [];
  part("results").ariaBusy = "true";
  let first = [];
  try {
    if (query || chosen.length) {
      const options = { filters: { ...filters, site: language } };
      const answers = (await load()).map((engine) => engine.search(query || null, options));
      found = (await Promise.all(answers)).flatMap((answer) => answer.results);
    }
    if (number !== asked) return; // another question came meanwhile
    results = found.sort((one, other) => other.score - one.score);
    first = await entries(0, shown);
  } catch (error) {
    engines = undefined;
    results = [];
    part("results").replaceChildren();
    part("results").ariaBusy = "false";
    part("status").replaceChildren(template('[data-part="failed"]').cloneNode(true));
    throw error;
  }
  if (number !== asked) return;
  part("results").replaceChildren(...first);
  part("results").ariaBusy = "false";
  part("more").hidden = results.length <= shown;
  tell(query || chosen.length);
}

function entries(from, to) {
  return Promise.all(results.slice(from, to).map(async (result) => entry(await result.data())));
}

function entry(found) {
  const item = template('[data-part="result"]').cloneNode(true);
  const [code, ...address] = found.raw_url.split("/");
  const title = part("title", item);
  title.href = address.join("/");
  title.textContent = typeset(found.meta.title);
  part("excerpt", item).append(...excerpt(found));
  const about = ["discussion", "week"].map((name) => label(name, found.filters[name]?.[0]));
  const told = [typeset(found.meta.authors ?? ""), ...about].filter(Boolean);
  part("about", item).textContent = told.join(" · ");
  if (code !== language) {
    title.lang = part("excerpt", item).lang = code;
    title.dir = part("excerpt", item).dir = "auto";
    part("language", item).append(template(`[data-language="${code}"]`).cloneNode(true));
    part("language", item).hidden = false;
  }
  return item;
}

// Pagefind escapes "<" and ">" in a text; what is left of them are its own marks.
function excerpt({ excerpt: html, plain_excerpt: plain, raw_content: whole }) {
  const begins = whole.startsWith(plain) ? "" : "… ";
  const ends = whole.endsWith(plain) ? "" : " …";
  return `${begins}${html}${ends}`.split(/<\/?mark>/).map((piece, index) => {
    const text = typeset(piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
    if (index % 2 === 0) return text;
    const mark = template('[data-part="mark"]').cloneNode(true);
    mark.firstChild.textContent = text;
    return mark;
  });
}

function label(name, value) {
  const options = [...(form.elements[name]?.options ?? [])];
  return options.find((option) => value && option.value === value)?.textContent;
}

function tell(isAsked) {
  const count = results.length;
  const category = new Intl.PluralRules(language).select(count) === "one" ? "one" : "other";
  const told = template(count ? `[data-count="${category}"]` : '[data-part="none"]').textContent;
  const number = count.toLocaleString(language);
  part("status").textContent = isAsked ? told.replace(/\d+/, number) : "";
  for (const other of finder.querySelectorAll('[data-part="other"]')) {
    other.hidden = !form.q.value.trim() || count >= 3;
    part("query", other).textContent = form.q.value.trim();
    other.firstChild.search = new URLSearchParams({ q: form.q.value.trim() });
  }
}

function address() {
  const given = controls.filter((control) => control.value.trim());
  const state = new URLSearchParams(given.map((control) => [control.name, control.value.trim()]));
  return state.size ? `?${state}` : "";
}

function restore() {
  const state = new URLSearchParams(location.search);
  for (const control of controls) control.value = state.get(control.name) ?? "";
  if (state.size || asked) ask(history.state?.shown);
}

form.addEventListener("input", (event) => {
  clearTimeout(timer);
  if (event.target !== form.q) return; // a choice is told by "change"
  timer = setTimeout(() => {
    history.replaceState(null, "", address() || location.pathname);
    ask();
  }, PAUSE);
});
for (const name of ["submit", "change"]) {
  form.addEventListener(name, (event) => {
    event.preventDefault();
    if (name === "change" && event.target === form.q) return;
    clearTimeout(timer);
    if (address() !== location.search) history.pushState(null, "", address() || location.pathname);
    ask();
  });
}
form.addEventListener("focusin", load, { once: true });
part("more").addEventListener("click", async () => {
  const before = part("results").children.length;
  const more = await entries(before, before + SHOWN);
  part("results").append(...more);
  part("more").hidden = results.length <= before + SHOWN;
  part("results").children[before].querySelector("a").focus();
  history.replaceState({ shown: before + SHOWN }, "");
});
addEventListener("popstate", restore);
restore();
