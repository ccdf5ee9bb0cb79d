() => {
  // The contrast ratio (WCAG 2) of each visible text against what lies behind it.
  const parse = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const light = ({ r, g, b }) => {
    const [x, y, z] = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.a === 1) return colour;
      if (colour.a > 0) throw new Error("half transparent: " + at.outerHTML.slice(0, 99));
    }
    return { r: 255, g: 255, b: 255 };
  };
  const weak = [];
  let seen = 0;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !at.checkVisibility() || at.closest("script, style, .skip")) continue;
    const style = getComputedStyle(at);
    const ink = parse(at.closest("svg") ? style.fill : style.color);
    const [a, b] = [light(ink), light(behind(at))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    seen += 1;
    if (ratio < 4.5 || ink.a < 1) weak.push(`${ratio.toFixed(2)} ${at.tagName}.${at.getAttribute("class")}: ${walk.currentNode.data.trim().slice(0, 40)}`);
  }
  return { seen, weak };
}
