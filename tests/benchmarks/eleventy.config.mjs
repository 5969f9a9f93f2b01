// The archive for Eleventy: the pages, indexes and addresses of the Hugo theme in rivals.py, but
// for the sitemap.
// Templates are plain JavaScript functions, the quickest that Eleventy has; whatever pages need of
// each other is worked out once, from maps.

const LANGUAGES = ["en", "fr"];
const INDEXES = ["weeks", "countries", "contributors", "organisations", "topics", "tongues"];
const SITE = "https://example.org";
const LONG_DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

const prefix = (code) => (code === "en" ? "" : `/${code}`);
const slug = (term) => term.toLowerCase().replaceAll(" ", "-");
const AMPERSANDS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;" };
const escape = (text) => String(text).replace(/[&<>"]/g, (found) => AMPERSANDS[found]);
const link = (post) => `<a href="${post.url}">${escape(post.title)}</a>`;
const term = (code, index, name) =>
  `<a href="${prefix(code)}/${index}/${slug(name)}.html">${escape(name)}</a>`;

function page({ code, path, title, others, main }) {
  const alternates = others.map(
    (other) => `<link rel="alternate" hreflang="${other}" href="${SITE}${prefix(other)}${path}">`,
  );
  const switcher = LANGUAGES.filter((other) => other === code || others.includes(other)).map(
    (other) => `<a href="${prefix(other)}${path}">${other}</a>`,
  );
  return `<!doctype html><html lang="${code}"><head><meta charset="utf-8">
<title>${escape(title)} - Archive</title><link rel="canonical" href="${SITE}${prefix(code)}${path}">
${alternates.join("\n")}</head><body><header>${switcher.join("\n")}</header>
<main><h1>${escape(title)}</h1>${main}</main></body></html>
`;
}

function entry(post) {
  return `<li><strong>${link(post)}</strong><br>
${post.contributors.map((name) => term(post.code, "contributors", name)).join(" · ")} ·
${post.countries.map((name) => term(post.code, "countries", name)).join(" · ")} ·
${LONG_DATE.format(post.date)} · <em>${escape(post.text)}</em></li>
`;
}

function row(post, index) {
  return post[index].map((name) => `<dt>${index}</dt><dd>${term(post.code, index, name)}</dd>\n`);
}

/** Every text in its order, and what it leads to. */
function archive(items) {
  const posts = items.map(({ data, page }) => {
    const [, , code, discussion, name] = page.inputPath.split("/");
    const path = `/${discussion}/${name.replace(".md", ".html")}`;
    return { ...data, date: page.date, code, discussion, path, url: prefix(code) + path };
  });
  posts.sort((a, b) => b.date - a.date || (a.title < b.title ? -1 : 1));
  const found = new Map(posts.map((post) => [post.url, post]));
  const last = new Map();
  for (const post of posts) {
    const section = `${post.code} ${post.discussion}`;
    post.next = last.get(section);
    if (post.next) post.next.previous = post;
    last.set(section, post);
    post.others = LANGUAGES.filter((c) => c !== post.code && found.has(prefix(c) + post.path));
    if (post.reply_to) post.parent = found.get(`${prefix(post.code)}${post.reply_to}.html`);
  }
  return { posts, found };
}

/** The page of each discussion, of each index, and of each term of an index; and the home page. */
function lists(posts) {
  const pages = new Map();
  const list = (code, path, title, lines) => {
    const url = prefix(code) + path;
    if (!pages.has(url)) pages.set(url, { code, path, title, lines, url });
    return pages.get(url);
  };
  for (const post of posts) {
    const { code, discussion } = post;
    const section = list(code, `/${discussion}/index.html`, discussion, []);
    list(code, "/index.html", "Archive", new Set()).lines.add(`<li>${link(section)}</li>\n`);
    section.lines.push(entry(post));
    for (const index of INDEXES) {
      const terms = list(code, `/${index}/index.html`, index, new Map()).lines;
      for (const name of new Set(post[index])) {
        list(code, `/${index}/${slug(name)}.html`, name, []).lines.push(entry(post));
        terms.set(name, (terms.get(name) ?? 0) + 1);
      }
    }
  }
  for (const made of pages.values()) {
    if (made.lines instanceof Map)
      made.lines = [...made.lines.keys()].sort().map((name) =>
        `<li>${term(made.code, made.title, name)} ${made.lines.get(name)}</li>\n`);
    made.main = `<ul>${[...made.lines].join("")}</ul>`;
    made.others = LANGUAGES.filter((c) => c !== made.code && pages.has(prefix(c) + made.path));
  }
  return [...pages.values()];
}

function single({ page: { url }, content, collections }) {
  const post = collections.archive[0].found.get(url);
  const { parent, previous, next } = post;
  const main = `${content}<dl>${INDEXES.flatMap((index) => row(post, index)).join("")}</dl>
${parent ? `<p>In reply to ${link(parent)}</p>` : ""}
${previous ? link(previous) : ""}
${next ? link(next) : ""}`;
  return page({ ...post, main });
}

export default function (eleventy) {
  eleventy.addGlobalData("layout", "single.11ty.js");
  eleventy.addGlobalData("permalink", () => ({ page }) =>
    page.filePathStem.replace(/^\/en/, "") + ".html");
  eleventy.addCollection("archive", (found) => [archive(found.getFilteredByGlob("content/**/*.md"))]);
  eleventy.addCollection("lists", (found) =>
    lists(archive(found.getFilteredByGlob("content/**/*.md")).posts));
  eleventy.addTemplate("_includes/single.11ty.js", single);
  eleventy.addTemplate("list.11ty.js", ({ list }) => page(list), {
    layout: null,
    pagination: { data: "collections.lists", size: 1, alias: "list" },
    permalink: ({ list }) => list.url,
  });
  return { dir: { input: "content" }, markdownTemplateEngine: false, templateFormats: ["md", "11ty.js"] };
}
