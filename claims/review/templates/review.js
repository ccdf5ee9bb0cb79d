// Keys for the review pages; everything works without them, by links and buttons.
const on = (id) => document.getElementById(id);
const dialog = on("keys"), help = on("help"), single = on("keys-on");
const links = [...document.querySelectorAll(".list .rows a")];
const here = links.findIndex((link) => link.hasAttribute("aria-current"));
const go = (link) => link && link.click();
const step = (by) => go(links[here + by] || (by > 0 ? on("page-next") : on("page-before")));
const press = (status) => go(document.querySelector(`.decide button[value="${status}"]`));
const write = (field) => {
  const folded = field?.closest("details");
  if (folded) folded.open = true;
  field?.focus();
  field?.select?.();
};
const stored = (value) => {
  try { return value === undefined ? localStorage.getItem("keys") : localStorage.setItem("keys", value); } catch { return null; }
};
if (help) {
  help.hidden = false;
  help.addEventListener("click", () => dialog.showModal());
}
single.checked = stored() !== "off";
single.addEventListener("change", () => stored(single.checked ? "on" : "off"));
const acts = {
  j: () => step(1), k: () => step(-1),
  c: () => press("confirmed"), d: () => press("dismissed"), n: () => press("not_same"), s: () => press("same"), o: () => press("open"),
  u: () => go(on("undo")), m: () => write(on("note")), l: () => write(on("new-label")),
  q: () => go(on("to-quantity")), 1: () => go(on("to-a")), 2: () => go(on("to-b")),
  h: () => { const trail = on("trail"); if (trail) { trail.open = !trail.open; trail.scrollIntoView({ block: "nearest" }); } },
  "/": () => write(on("search")), g: () => { location.href = "/"; }, "?": () => dialog.showModal(),
};
document.addEventListener("keydown", (event) => {
  const at = event.target;
  const typing = at.matches?.("textarea, select, input:not([type=checkbox])");
  if (event.key === "Escape" && typing) at.blur();
  if (typing && event.key === "Enter" && (event.ctrlKey || event.metaKey) && at.form?.matches(".decide")) return event.preventDefault(), press("same");
  if (at.id === "new-label" && event.key === "Enter") return event.preventDefault(), press("same");
  if (typing || dialog.open || event.ctrlKey || event.metaKey || event.altKey || event.repeat || !single.checked) return;
  const act = Object.hasOwn(acts, event.key) && acts[event.key];
  if (act) { event.preventDefault(); act(); }
});
for (const select of document.querySelectorAll(".filter select")) select.addEventListener("change", () => select.form.requestSubmit());
const list = document.querySelector(".list"), current = links[here];
if (list && current && list.scrollHeight > list.clientHeight) list.scrollTop = current.offsetTop - list.clientHeight / 3;
const note = on("note");
if (note) {
  const fit = () => { note.style.height = "auto"; note.style.height = `${Math.min(note.scrollHeight + 2, 200)}px`; };
  note.addEventListener("input", fit);
  fit();
}
for (const form of document.querySelectorAll("form[method=post]")) form.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault(); // a key pressed twice decides once
  form.dataset.sent = "1";
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
