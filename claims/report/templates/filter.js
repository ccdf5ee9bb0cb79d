// Filters and orders the findings of a page; the page is complete without it. What is chosen stands in the address, as #kind=…&place=….
"use strict";
const form = document.getElementById("filter");
const cards = [...document.querySelectorAll("[data-kind]")].map((element) => ({
  element,
  kind: [element.dataset.kind],
  topic: [element.dataset.topic],
  place: [element.dataset.place],
  outlet: element.dataset.outlets.split("\n"),
  lang: element.dataset.langs.split(" "),
  status: element.dataset.status.split(" "),
  text: element.textContent.toLowerCase() + " " + element.dataset.outlets.toLowerCase(),
}));
const chosen = ["kind", "topic", "place", "outlet", "lang", "status"];
const lists = [...new Set(cards.map((card) => card.element.parentElement))];
const groups = [...document.querySelectorAll(".quantity")];

// A finding's address leads to it wherever it stands: on this page, or over the list of all.
function reveal() {
  const key = location.hash.slice(1);
  if (!key) return read();
  if (key.includes("=")) {
    read();
    form?.scrollIntoView();
    return;
  }
  const target = document.getElementById(key);
  if (!target) {
    const list = document.body.dataset.list;
    if (key.startsWith("f-") && list && !location.pathname.endsWith("/" + list)) location.replace(list + location.hash);
    return;
  }
  for (let at = target; at; at = at.parentElement) {
    if (at.tagName === "DETAILS") at.open = true;
    at.hidden = false;
  }
  target.scrollIntoView();
}

function read() {
  if (!form) return;
  const wanted = new URLSearchParams(location.hash.slice(1));
  for (const field of form.elements) if (field.name) field.value = wanted.get(field.name) ?? "";
  apply();
}

function fill(name, label) {
  const counts = new Map();
  for (const card of cards) for (const value of new Set(card[name])) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  const select = form.elements[name];
  const sorted = [...counts].map(([value, count]) => [value, label(value), count]).sort((a, b) => a[1].localeCompare(b[1]));
  for (const [value, text, count] of sorted) {
    const option = new Option(`${text} (${count})`, value);
    option.dir = "auto";
    select.append(option);
  }
  if (select.options.length < 3) select.parentElement.hidden = true;
}

function apply() {
  const wanted = Object.fromEntries(new FormData(form));
  const words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean);
  const active = words.length > 0 || chosen.some((name) => wanted[name]);
  let count = 0;
  for (const card of cards) {
    const fits = chosen.every((name) => !wanted[name] || card[name].includes(wanted[name])) && words.every((word) => card.text.includes(word));
    card.element.hidden = !fits;
    count += fits;
  }
  for (const part of document.querySelectorAll(".quantity, section.kind, .first")) part.hidden = active && !part.querySelector("[data-kind]:not([hidden])");
  for (const list of document.querySelectorAll(".top > ol")) list.hidden = active;
  for (const fold of document.querySelectorAll("section.kind > details")) if (active) fold.open = true;
  order(wanted.order);
  const said = form.querySelector(".count");
  said.textContent = active ? `${count} of ${cards.length} findings${document.body.dataset.list ? " on this page" : ""}` : "";
  const list = document.body.dataset.list;
  if (active && list && !location.pathname.endsWith("/" + list)) {
    const all = document.createElement("a");
    all.href = list + state();
    all.textContent = "search all";
    said.append(" · ", all);
  }
  said.hidden = !active;
}

function state() {
  const wanted = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  return wanted.size ? "#" + wanted : "";
}

// Within its section: what is ordered first are the cards of a quantity, then the quantities by their first card.
function order(name) {
  const by = (element) => (name === "seen" ? Date.parse(element.dataset.seen) : Number(element.dataset[name || "severity"]));
  const aside = (element) => /dismissed|not_same/.test(element.dataset.status);
  const rank = (a, b) => aside(a) - aside(b) || by(b) - by(a) || (a.id < b.id ? -1 : 1);
  for (const list of lists) {
    const own = [...list.children].filter((element) => element.dataset.kind);
    const sorted = [...own].sort(rank);
    if (sorted.some((element, at) => element !== own[at])) list.append(...sorted);
  }
  for (const box of new Set(groups.map((group) => group.parentElement))) {
    const own = [...box.children].filter((element) => element.matches(".quantity"));
    const sorted = [...own].sort((a, b) => rank(a.querySelector("[data-kind]"), b.querySelector("[data-kind]")));
    if (!sorted.some((group, at) => group !== own[at])) continue;
    const after = own.at(-1).nextSibling;
    for (const group of sorted) box.insertBefore(group, after);
  }
}

if (form) {
  const names = new Intl.DisplayNames("en", { type: "language", fallback: "code" });
  const titles = Object.fromEntries([...document.querySelectorAll("[data-kind-title]")].map((part) => [part.dataset.kindTitle, part.dataset.title]));
  const states = { new: "new tonight", not_same: "not the same thing" };
  const language = (code) => {
    try {
      return names.of(code);
    } catch {
      return code;
    }
  };
  const itself = (value) => value;
  fill("kind", (kind) => titles[kind] ?? kind);
  fill("topic", itself);
  fill("place", itself);
  fill("outlet", itself);
  fill("lang", language);
  fill("status", (status) => states[status] ?? status);
  const changed = () => {
    apply();
    history.replaceState(null, "", state() || "#");
  };
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));
  for (const element of [form, ...document.querySelectorAll(".scripted")]) element.hidden = false;
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || /INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) return;
    event.preventDefault();
    form.elements.text.focus();
  });
}
addEventListener("hashchange", reveal);
reveal();
