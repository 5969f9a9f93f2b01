// The archive for Eleventy: the pages, lists and addresses of the Hugo theme beside this file, but
// for the sitemap.
// Templates are plain JavaScript functions, the quickest that Eleventy has; whatever pages need of
// each other is worked out once, from maps.

const LANGUAGES = ["en", "fr"];
const INDEXES = ["weeks", "parts", "countries", "contributors", "organisations", "topics", "tongues"];
const SITE = "https://example.org";
const LONG_DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

const prefix = (code) => (code === "en" ? "" : `/${code}`);
const slug = (term) => term.toLowerCase().replaceAll(" ", "-");
const AMPERSANDS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;" };
const escape = (text) => String(text).replace(/[&<>"]/g, (found) => AMPERSANDS[found]);
const anchor = (url, title) => `<a href="${url}">${escape(title)}</a>`;
const link = (post) => anchor(post.url, post.title);
const term = (code, index, name) => anchor(`${prefix(code)}/${index}/${slug(name)}.html`, name);
const terms = (post, index, names = post[index]) =>
  names.map((name) => term(post.code, index, name)).join(" · ");
const section = (post) =>
  anchor(`${prefix(post.code)}/${post.discussion}/index.html`, post.discussion);
const crumbs = (post) => `<p>${section(post)} · ${terms(post, "weeks")}</p>\n`;
const items = (lines, element = "li") =>
  lines.map((line) => `<${element}>${line}</${element}>`).join("\n");

function page({ code, path, title, others, main }) {
  const alternates = others.map(
    (other) => `<link rel="alternate" hreflang="${other}" href="${SITE}${prefix(other)}${path}">`,
  );
  const switcher = LANGUAGES.filter((other) => other === code || others.includes(other)).map(
    (other) => anchor(`${prefix(other)}${path}`, other),
  );
  return `<!doctype html><html lang="${code}"><head><meta charset="utf-8">
<title>${escape(title)} - Archive</title><link rel="canonical" href="${SITE}${prefix(code)}${path}">
${alternates.join("\n")}</head><body><header>${switcher.join("\n")}</header>
<main>${main}</main></body></html>
`;
}

/** The first words of a rendered text. */
function excerpt(html) {
  const words = html.replace(/<[^>]*>/g, "");
  return words.length <= 160 ? words : `${words.slice(0, words.lastIndexOf(" ", 160))} …`;
}

function entry(post) {
  return `<li><h3>${link(post)}</h3>
<p>${terms(post, "contributors")} · ${terms(post, "countries", post.from)} ·
${LONG_DATE.format(post.date)} · ${section(post)} <em>${escape(post.text)}</em></p>
<p>${excerpt(post.item.templateContent)}</p></li>
`;
}

/** Every text in its order, and what it leads to. */
function archive(found) {
  const posts = found.map((item) => {
    const [, , code, discussion, name] = item.page.inputPath.split("/");
    const path = `/${discussion}/${name.replace(".md", ".html")}`;
    const url = prefix(code) + path;
    return { ...item.data, item, date: item.page.date, code, discussion, path, url };
  });
  posts.sort((a, b) => b.date - a.date || (a.title < b.title ? -1 : 1));
  const byUrl = new Map(posts.map((post) => [post.url, post]));
  const last = new Map();
  for (const post of posts) {
    const series = `${post.code} ${post.discussion}`;
    post.next = last.get(series);
    if (post.next) post.next.previous = post;
    last.set(series, post);
    const named = (path) => byUrl.get(`${prefix(post.code)}${path}.html`);
    post.texts = LANGUAGES.map((code) => byUrl.get(prefix(code) + post.path)).filter(Boolean);
    post.others = post.texts.map(({ code }) => code).filter((code) => code !== post.code);
    post.parent = post.reply_to && named(post.reply_to);
    post.answers = post.replies.map(named).filter(Boolean);
    if (post.outputs.includes("side")) post.side = `${prefix(post.code)}/side-by-side${post.path}`;
  }
  return { posts, byUrl, lists: lists(posts) };
}

/** The contributions of each discussion, of each index, and of each term of an index. */
function lists(posts) {
  const found = new Map();
  const list = (code, path, title, kind) => {
    const url = prefix(code) + path;
    if (!found.has(url)) found.set(url, { code, path, title, kind, url, posts: [], terms: new Map() });
    return found.get(url);
  };
  for (const post of posts) {
    const { code, discussion } = post;
    list(code, "/index.html", "Archive", "home").terms.set(discussion, section(post));
    list(code, `/${discussion}/index.html`, discussion, "section");
    list(code, `/${discussion}/resources.html`, discussion, "resources").posts.push(post);
    for (const index of INDEXES) {
      const all = list(code, `/${index}/index.html`, index, "index").terms;
      for (const name of new Set(post[index])) {
        list(code, `/${index}/${slug(name)}.html`, name, index).posts.push(post);
        all.set(name, (all.get(name) ?? 0) + 1);
      }
    }
  }
  return found;
}

/** Lists as pages: long ones are divided. */
function divided({ lists }) {
  const pages = [...lists.values()].flatMap((list) => {
    if (!INDEXES.includes(list.kind)) return [list];
    const size = list.posts.length <= 60 ? 60 : 50;
    const urls = Array.from({ length: Math.ceil(list.posts.length / size) }, (_, number) =>
      number ? list.url.replace(".html", `/page/${number + 1}.html`) : list.url);
    return urls.map((url, number) =>
      ({ ...list, url, urls, posts: list.posts.slice(number * size, (number + 1) * size) }));
  });
  for (const one of pages)
    one.others = LANGUAGES.filter((c) => c !== one.code && lists.has(prefix(c) + one.path));
  return pages;
}

/** The terms of an index that begin with some words, with their numbers of contributions. */
function counts({ lists }, code, index, below = "") {
  const all = lists.get(`${prefix(code)}/${index}/index.html`);
  all.counts ??= new Map();
  if (!all.counts.has(below)) {
    const names = [...all.terms.keys()].filter((name) => name.startsWith(below)).sort();
    const lines = names.map((name) => `${term(code, index, name)} ${all.terms.get(name)}`);
    all.counts.set(below, `<ul>${items(lines)}</ul>`);
  }
  return all.counts.get(below);
}

const MAINS = {
  home: (list, found) =>
    `<ul>${items([...list.terms.values()])}</ul>${counts(found, list.code, "countries")}`,
  section: (list, found) => `<p><a href="resources.html">Resources</a></p>
${counts(found, list.code, "weeks", `${list.title} `)}`,
  resources: (list) => `<ul>${items(list.posts.flatMap((post) => post.links.map((named) =>
    `<p>${anchor(named.url, named.title)}</p>
<p>Named in ${link(post)} (${terms(post, "contributors")})</p>`)))}</ul>`,
  index: (list, found) => counts(found, list.code, list.title),
};

/** What a page of a term shows. */
function main(list, found) {
  const week = list.title.split(" ").slice(0, 3).join(" ");
  const narrowed = ["weeks", "parts"].includes(list.kind)
    ? `<nav><p>${term(list.code, "weeks", week)}</p>
${counts(found, list.code, "parts", `${week} `)}</nav>` : "";
  const pages = list.urls.map((url, number) => anchor(url, number + 1));
  return `<p>${anchor(`${prefix(list.code)}/${list.kind}/index.html`, list.kind)}</p>
${narrowed}<ul>${list.posts.map((post) => (post.entry ??= entry(post))).join("")}</ul>
${pages.length > 1 ? `<nav>${pages.join("\n")}</nav>` : ""}`;
}

function listPage({ list, collections }) {
  const shown = (MAINS[list.kind] ?? main)(list, collections.archive[0]);
  return page({ ...list, main: `<h1>${escape(list.title)}</h1>${shown}` });
}

function thread(answers) {
  return `<ul>${items(answers.map((post) => `${link(post)}
<p>${terms(post, "contributors")} · ${LONG_DATE.format(post.date)}</p>
${post.answers.length ? thread(post.answers) : ""}`))}</ul>`;
}

function single({ page: { url }, content, collections }) {
  const post = collections.archive[0].byUrl.get(url);
  const { parent, previous, next, texts, links, answers } = post;
  const date = LONG_DATE.format(post.date);
  const rows = ["weeks", "topics", "tongues"].map(
    (index) => `<dt>${index}</dt>\n<dd>${terms(post, index)}</dd>`);
  const choices = texts.map((text) => `${anchor(text.url, text.code)} ${text.text}`);
  if (post.side) choices.push(anchor(post.side, "Side by side"));
  const told = texts.map((text) => `${text.code}: ${text.text} ${text.translated_by ?? ""}`);
  return page({ ...post, main: `${crumbs(post)}<h1>${escape(post.title)}</h1>
<p>${terms(post, "contributors")}, ${terms(post, "organisations")},
${terms(post, "countries", post.from)}</p>
${parent ? `<p>In reply to ${link(parent)}</p>` : ""}
<nav><ul>${items(choices)}</ul></nav>
${post.translated_by ? `<p>Translated by ${escape(post.translated_by)}.</p>` : ""}
${content}<dl><dt>date</dt><dd>${date}</dd>
${rows.join("\n")}<dt>about</dt><dd>${terms(post, "countries", post.about)}</dd>
${parent ? `<dt>reply to</dt><dd>${link(parent)}</dd>` : ""}
${links.length ? `<dt>resources</dt>${items(links.map((l) => anchor(l.url, l.title)), "dd")}` : ""}
<dt>texts</dt>${items(told, "dd")}</dl>
${answers.length ? `<h2>Replies</h2>${thread(answers)}` : ""}
<nav>${previous ? `Previous: ${link(previous)}` : ""}
${next ? `Next: ${link(next)}` : ""}</nav>
<h2>Cite</h2><p>${escape(post.contributors.join(", "))}, “${escape(post.title)}”, ${post.discussion},
${date}. Archive, ${SITE}${post.url}</p>` });
}

function sideBySide({ post }) {
  const texts = [post, ...post.texts.filter((text) => text !== post)].map((text) =>
    `<div lang="${text.code}"><p>${text.text}</p>${text.item.templateContent}</div>\n`);
  return page({ ...post, main: `${crumbs(post)}<p>${link(post)}</p>
<h1>${escape(post.title)}, side by side</h1>${texts.join("")}` });
}

export default function (eleventy) {
  let made;
  const gathered = (found) => (made ??= archive(found.getFilteredByGlob("content/**/*.md")));
  eleventy.on("eleventy.before", () => { made = undefined; });
  eleventy.addGlobalData("layout", "single.11ty.js");
  eleventy.addGlobalData("permalink", () => ({ page }) =>
    page.filePathStem.replace(/^\/en/, "") + ".html");
  eleventy.addCollection("archive", (found) => [gathered(found)]);
  eleventy.addCollection("lists", (found) => divided(gathered(found)));
  eleventy.addCollection("sides", (found) => gathered(found).posts.filter((post) => post.side));
  eleventy.addTemplate("_includes/single.11ty.js", single);
  eleventy.addTemplate("list.11ty.js", listPage, {
    layout: null,
    pagination: { data: "collections.lists", size: 1, alias: "list" },
    permalink: ({ list }) => list.url,
  });
  eleventy.addTemplate("side.11ty.js", sideBySide, {
    layout: null,
    pagination: { data: "collections.sides", size: 1, alias: "post" },
    permalink: ({ post }) => post.side,
  });
  return { dir: { input: "content" }, markdownTemplateEngine: false, templateFormats: ["md", "11ty.js"] };
}
