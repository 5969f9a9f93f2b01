// What the tests ask a page about itself. Elements are known by names that `at` takes back.
window.measures = (() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const style = (element, pseudo) => getComputedStyle(element, pseudo);
  const seconds = (list) => Math.max(...list.split(",").map((time) => parseFloat(time)));
  const FOCUSABLE = "a[href], area[href], button, input, select, textarea, summary, [tabindex]";
  const UNPRINTED =
    "nav, button, input, select, textarea, form, [role=navigation], [role=search], " +
    "[role=banner], header:not(main header, article header, section header)";
  const looks = new WeakMap();
  const names = new WeakMap();
  const elements = new Map();

  // What people call an element, and no other: `a.back "Home"`.
  function name(element) {
    if (!names.has(element)) {
      const { id, localName, textContent } = element;
      const kind = id ? `#${id}` : [...element.classList].map((one) => `.${one}`).join("");
      const words = textContent.trim().replace(/\s+/g, " ").slice(0, 40);
      const plain = `${localName}${kind} "${words}"`;
      let told = plain;
      for (let number = 2; elements.has(told); number += 1) told = `${plain} (${number})`;
      names.set(element, told);
      elements.set(told, element);
    }
    return names.get(element);
  }

  function visible(element) {
    const box = element.getBoundingClientRect();
    const asked = { visibilityProperty: true, opacityProperty: true };
    return element.checkVisibility(asked) && box.width > 1 && box.height > 1;
  }

  const hasWords = (element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());

  const scrolls = (element) =>
    element && (/auto|scroll/.test(style(element).overflowX) || scrolls(element.parentElement));

  // How a focus can show: on the element, what it stands in, what stands in it.
  function look(element) {
    const near = [element, element.parentElement, ...element.children].filter(Boolean);
    return near.flatMap((one) => ["", "::before", "::after"].map((pseudo) => {
      const s = style(one, pseudo);
      return [outline(s), s.boxShadow, s.border, s.backgroundColor, s.backgroundImage,
        s.textDecoration, s.stroke, s.strokeWidth, s.fill].join();
    })).join();
  }

  function outline(s) {
    const seen = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0;
    return seen && !/, 0\)|\/ 0\)/.test(s.outlineColor) ? s.outline : "";
  }

  function fits(box) {
    return box.width > 0 && box.height > 0 && box.top > -2 && box.left > -2 &&
      (box.bottom < innerHeight + 2 || box.height > innerHeight) && box.right < innerWidth + 2;
  }

  function isUncovered(element, box) {
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return element instanceof SVGElement || (hit !== null && (element.contains(hit) ||
      hit.contains(element) || hit.closest("label")?.control === element));
  }

  return {
    // Whether text stands beyond the right edge, or the page scrolls sideways.
    beyond() {
      const root = document.documentElement;
      const found = all("body *").filter((one) => hasWords(one) && visible(one) &&
        one.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(one)).map(name);
      const scroll = root.scrollWidth > root.clientWidth;
      return scroll ? [`scrolls to ${root.scrollWidth}`, ...found] : found;
    },

    // What hides a part of its text because it is too small for it.
    clipped: () => all("body *").filter((one) => {
      const { overflowX: x, overflowY: y } = style(one);
      const wide = /hidden|clip/.test(x) && one.scrollWidth > one.clientWidth + 1;
      const high = /hidden|clip/.test(y) && one.scrollHeight > one.clientHeight + 1;
      return (wide || high) && visible(one) && one.innerText?.trim();
    }).map(name),

    // The size of each visible text's letters, in px.
    sizes: () => all("body *").filter((one) => hasWords(one) && visible(one)).map((one) => [name(one), parseFloat(style(one).fontSize)]),

    // How light the page and its words are, from 0 to 765.
    lightness: () => ["backgroundColor", "color"].map((name) =>
      style(document.body)[name].match(/\d+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0)),

    grow(factor) {
      const root = document.documentElement;
      root.style.fontSize = `${factor * parseFloat(style(root).fontSize)}px`;
    },

    openAll: () => all("details").forEach((one) => { one.open = true; }),

    // How far things moved while the page was loading.
    shift: () => new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => {
        list.getEntries().forEach((entry) => { sum += entry.value; });
      }).observe({ type: "layout-shift", buffered: true });
      setTimeout(() => resolve(sum), 50);
    }),

    // Images whose place is not known before they are there.
    unsized: () => all("img, svg, video, iframe").filter((one) => {
      const told = one.hasAttribute("width") && one.hasAttribute("height");
      return !told && !one.hasAttribute("viewBox") && style(one).aspectRatio === "auto";
    }).map(name),

    // What moves for a reader who asked that nothing does.
    moving: () => all("html, body, body *").filter((one) =>
      style(one).scrollBehavior === "smooth" || ["", "::before", "::after"].some((pseudo) => {
        const s = style(one, pseudo);
        const goes = s.transitionProperty !== "none" && seconds(s.transitionDuration) > 0.001;
        return goes || (s.animationName !== "none" && seconds(s.animationDuration) > 0.001);
      })).map(name),

    // All words on paper, those of style sheets too.
    printed: () => [document.body.innerText, ...all("body, body *").flatMap((one) =>
      ["::before", "::after"].map((pseudo) => one.checkVisibility()
        ? style(one, pseudo).content.replace(/attr\(([^)]+)\)/g, (_, attribute) =>
          one.getAttribute(attribute) ?? "").replace(/" ?"|"/g, "")
        : ""))].join("\n"),

    unprinted: () => all(UNPRINTED).filter(visible).map(name),

    remember: () => all("body *").forEach((one) => looks.set(one, look(one))),

    focusable: () => all(FOCUSABLE).filter((one) => one.tabIndex >= 0 && !one.disabled &&
      one.type !== "radio" && visible(one)).map(name),

    closed: () => all("details:not([open]) > summary").filter(visible).map(name),

    at: (told) => elements.get(told),

    isOpen: (summary) => elements.get(summary).parentElement.open,

    isWithin: (one, summary) => elements.get(summary).parentElement.contains(elements.get(one)),

    // Where the focus is, and what is wrong with how that shows; null where it left the page.
    focused() {
      const one = document.activeElement;
      if (!one || one === document.body || one === document.documentElement) return null;
      const boxes = [...one.getClientRects()];
      const wrong = [];
      if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
          !boxes.some(fits)) wrong.push("is not in view");
      else if (!boxes.some((box) => fits(box) && isUncovered(one, box))) wrong.push("is covered");
      if (look(one) === looks.get(one)) wrong.push("does not show the focus");
      return { name: name(one), wrong };
    },
  };
})();
