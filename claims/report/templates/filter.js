// Filters the findings; the page is complete without it.
"use strict";
const form = document.getElementById("filter");
const cards = [...document.querySelectorAll("article[data-kind]")].map((element) => ({
  element,
  kind: element.dataset.kind,
  lang: element.dataset.langs.split(" "),
  outlet: element.dataset.outlets.split("\n"),
  place: element.dataset.place,
  text: element.textContent.toLowerCase(),
}));

function reveal() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let at = target.parentElement; at; at = at.parentElement) {
    if (at.tagName === "DETAILS") at.open = true;
    at.hidden = false;
  }
  if (target.hidden) target.hidden = false;
  target.scrollIntoView();
}

function fill(name, values, label) {
  const select = form.elements[name];
  for (const value of [...new Set(values)].filter(Boolean).sort((a, b) => a.localeCompare(b))) {
    select.append(new Option(label ? label(value) : value, value));
  }
  if (select.options.length < 3) select.parentElement.hidden = true;
}

function apply() {
  const wanted = Object.fromEntries(new FormData(form));
  const words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean);
  const active = Object.values(wanted).some(Boolean);
  let count = 0;
  for (const card of cards) {
    const fits =
      (!wanted.kind || card.kind === wanted.kind) &&
      (!wanted.lang || card.lang.includes(wanted.lang)) &&
      (!wanted.outlet || card.outlet.includes(wanted.outlet)) &&
      (!wanted.place || card.place === wanted.place) &&
      words.every((word) => card.text.includes(word));
    card.element.hidden = !fits;
    count += fits;
  }
  for (const part of document.querySelectorAll("section.quantity, section.kind")) {
    part.hidden = active && !part.querySelector("article:not([hidden])");
  }
  for (const list of document.querySelectorAll("section.kind > details")) {
    if (active) list.open = true;
  }
  form.querySelector("output").textContent = active ? `${count} of ${cards.length} findings` : "";
}

if (form) {
  const names = new Intl.DisplayNames("en", { type: "language", fallback: "code" });
  const title = (kind) => document.getElementById(kind).parentElement.dataset.title;
  const language = (code) => {
    try {
      return names.of(code);
    } catch {
      return code;
    }
  };
  fill("kind", cards.map((card) => card.kind), title);
  fill("lang", cards.flatMap((card) => card.lang), language);
  fill("outlet", cards.flatMap((card) => card.outlet));
  fill("place", cards.map((card) => card.place));
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  form.hidden = false;
}
addEventListener("hashchange", reveal);
reveal();
