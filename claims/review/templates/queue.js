// Keys for the queue; the page works without them.
const items = [...document.querySelectorAll(".item")];
let here = 0;
function show(index) {
  items[here]?.classList.remove("here");
  here = Math.max(0, Math.min(items.length - 1, index));
  items[here]?.classList.add("here");
  items[here]?.scrollIntoView({ block: "start" });
}
function press(status) {
  items[here]?.querySelector(`button[value="${status}"]`)?.click();
}
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input[type=text]")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = {
    j: () => show(here + 1),
    k: () => show(here - 1),
    c: () => press("confirmed"),
    d: () => press("dismissed"),
    n: () => press("not_same"),
    u: () => document.getElementById("undo").click(),
    m: () => items[here]?.querySelector("input[type=text]")?.focus(),
  }[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});
if (items.length) items[0].classList.add("here");
