"use strict";
(() => {
  const PAGE = 50, ROWS = 100;
  const SEPARATOR = "\u001e";
  const by = (id) => document.getElementById(id);

  // Long reports keep most of their markup as raw text, escaped by the same templates as the rest.
  const policy = window.trustedTypes
    ? trustedTypes.createPolicy("factcheck", { createHTML: (text) => text })
    : { createHTML: (text) => text };
  const fragment = (html) => {
    const template = document.createElement("template");
    template.innerHTML = policy.createHTML(html);
    return template.content;
  };
  const pieces = (script) => script ? script.textContent.split(SEPARATOR).filter((piece) => piece.trim()) : [];
  const ENTITIES = { "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'", "&amp;": "&" };
  const bare = (html) => html.replace(/<[^>]*>/g, " ").replace(/&(lt|gt|amp|#34|#39);/g, (found) => ENTITIES[found]);

  /* A finding or a table row: its element, made from raw text when first needed. */
  class Item {
    constructor(place, element, html) {
      this.place = place;
      this.html = html;
      this.made = element;
      this.data = element ? { ...element.dataset, id: element.id } : Item.attributes(html);
    }
    static attributes(html) {
      const found = {};
      for (const [, name, value] of html.match(/<[^>]*>/)[0].matchAll(/([\w-]+)="([^"]*)"/g))
        found[name.replace("data-", "")] = value;
      return found;
    }
    get element() { return this.made ??= fragment(this.html).firstElementChild; }
    get text() { return this.words ??= (this.made ? this.made.textContent : bare(this.html)).toLowerCase(); }
    get question() {
      return this.made ? this.made.querySelector("h3").textContent : bare(this.html.match(/<h3>(.*?)<\/h3>/s)[1]);
    }
  }
  const items = (box, script) => {
    const here = Array.from(box.children, (element, place) => new Item(place, element, ""));
    return here.concat(pieces(script).map((html, place) => new Item(here.length + place, null, html)));
  };

  /* Shows the first of its items, and more on demand. */
  class Pager {
    constructor(box, script, more, size) {
      Object.assign(this, { box, more, size, limit: size, all: items(box, script) });
      this.shown = this.all;
      more?.addEventListener("click", () => this.extend());
    }
    extend() { this.limit += this.size; this.draw(); }
    show(chosen) { this.shown = chosen; this.limit = this.size; this.draw(); }
    draw() {
      this.box.replaceChildren(...this.shown.slice(0, this.limit).map((item) => item.element));
      const left = this.shown.length - this.limit;
      if (!this.more) return;
      this.more.hidden = left <= 0;
      this.more.firstElementChild.textContent = `Show ${Math.min(this.size, left)} more of ${left.toLocaleString("en")}`;
    }
  }

  const form = by("tools");
  const list = new Pager(by("list"), by("rest"), by("more"), document.getElementById("rest") ? PAGE : Infinity);
  const named = new Map(list.all.map((item) => [item.data.id, item]));
  const verdicts = Array.from(document.querySelectorAll("[data-show]"), (tile) => tile.dataset.show);  // in their order
  const tables = [];
  let kept = null, current = -1;

  const early = (a, b) => a.place - b.place;
  const orders = {
    gravest: early,
    confidence: (a, b) => b.data.confidence - a.data.confidence || early(a, b),
    doubtful: (a, b) => a.data.confidence - b.data.confidence || early(a, b),
    question: (a, b) => a.question.localeCompare(b.question) || early(a, b),
    kind: (a, b) => a.data.kind.localeCompare(b.data.kind) || early(a, b),
  };
  const matches = (item, want) => {
    for (const name of ["verdict", "severity", "kind", "state"])
      if (want[name] && !want[name].split(" ").includes(item.data[name])) return false;
    if (want.source && !item.data.sources.split(" ").includes(want.source)) return false;
    return !want.text || want.text.split(/\s+/).every((word) => item.text.includes(word));
  };
  const apply = () => {
    const want = Object.fromEntries(new FormData(form));
    want.text = want.text.trim().toLowerCase();
    const chosen = list.all.filter((item) => matches(item, want)).sort(orders[want.sort]);
    kept = chosen.length === list.all.length ? null : new Set(chosen.map((item) => item.data.id));
    current = -1;
    list.show(chosen);
    for (const table of tables) table.apply();
    const stories = new Set(chosen.map((item) => item.data.story));
    for (const story of document.querySelectorAll("details.story")) story.hidden = !stories.has(story.dataset.story);
    by("none").hidden = chosen.length > 0;
    const total = list.all.length.toLocaleString("en");
    by("count").textContent = kept ? `${chosen.length.toLocaleString("en")} of ${total} findings` : `${total} findings`;
  };

  /* The fact table of a story. */
  class Facts {
    constructor(table) {
      const outer = table.closest("details.story") ?? table.closest("section");
      this.pager = new Pager(table.tBodies[0], outer.querySelector("script.rest"), outer.querySelector(".more"), ROWS);
      if (!outer.querySelector("script.rest")) this.pager.size = this.pager.limit = Infinity;
      this.order = early;
      for (const button of table.querySelectorAll("[data-sort]"))
        button.addEventListener("click", () => this.sort(button));
    }
    sort(button) {
      const head = button.closest("th"), up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of head.parentElement.children)
        if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const of = (row) => named.get(row.data.for);
      const question = (a, b) => of(a).question.localeCompare(of(b).question);
      const verdict = (a, b) => verdicts.indexOf(of(a).data.verdict) - verdicts.indexOf(of(b).data.verdict);
      const chosen = button.dataset.sort === "verdict" ? verdict : question;
      this.order = (a, b) => (up ? chosen(a, b) : chosen(b, a)) || early(a, b);
      this.apply();
    }
    apply() { this.pager.show(this.pager.all.filter((row) => !kept || kept.has(row.data.for)).sort(this.order)); }
  }
  const unfold = (details) => {
    const raw = details.querySelector(":scope > script.body");
    if (!raw) return;
    raw.replaceWith(fragment(raw.textContent));
    for (const table of details.querySelectorAll(".facts-table")) {
      tables.push(new Facts(table));
      tables.at(-1).apply();
    }
  };

  const mark = (at) => {
    document.querySelector(".finding.current")?.classList.remove("current");
    current = at;
    const element = list.shown[at].element;
    element.classList.add("current");
    element.querySelector("summary").focus({ preventScroll: true });
    element.scrollIntoView({ block: "start" });
  };
  const reach = (at) => { while (at >= list.limit) list.extend(); mark(at); };
  const reveal = (item) => {
    if (!list.shown.includes(item)) { form.reset(); apply(); }
    item.element.querySelector("details").open = true;
    reach(list.shown.indexOf(item));
  };
  const go = (step) => { if (list.shown.length) reach(Math.min(Math.max(current + step, 0), list.shown.length - 1)); };

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  by("expand").addEventListener("click", (event) => {
    const visible = Array.from(list.box.children, (element) => element.querySelector("details"));
    const open = visible.some((details) => !details.open);
    for (const details of visible) details.open = open;
    event.currentTarget.textContent = open ? "Close all" : "Open all";
  });
  for (const button of document.querySelectorAll("[data-show]"))
    button.addEventListener("click", () => { form.elements.verdict.value = button.dataset.show; apply(); by("findings").focus(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#f-"]');
    const item = link && named.get(link.hash.slice(1));
    if (!item) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    reveal(item);
  });
  document.addEventListener("toggle", (event) => { if (event.target.matches("details")) unfold(event.target); }, true);

  const help = by("help"), keysOn = by("keys-on");
  by("keys").addEventListener("click", () => help.showModal());
  const keys = {
    j: () => go(1), k: () => go(-1),
    o: () => { if (current >= 0) { const d = list.shown[current].element.querySelector("details"); d.open = !d.open; } },
    "/": () => form.elements.text.focus(),
    f: () => by("facts").scrollIntoView(),
    "?": () => help.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || !keysOn.checked) return;
    if (event.target.closest("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = Array.from(document.querySelectorAll("details:not([open])"))
      .filter((details) => !details.closest("[hidden]") && !details.querySelector(":scope > script.body"));
    for (const details of closed) details.open = true;
  });
  window.addEventListener("afterprint", () => { for (const details of closed) details.open = false; });

  for (const table of document.querySelectorAll(".facts-table")) tables.push(new Facts(table));
  for (const table of tables) table.pager.draw();
  list.draw();
  const target = location.hash.startsWith("#f-") && named.get(location.hash.slice(1));
  if (target) reveal(target);
})();
