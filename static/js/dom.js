// Pieces of the page: markup lives in <template> elements, text is always set as text.
export const byId = (id) => document.getElementById(id);

export function cloned(name) {
  return byId(`${name}-template`).content.firstElementChild.cloneNode(true);
}

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function icon(svg, name) {
  svg.querySelector("use").setAttribute("href", `#i-${name}`);
  if (svg.classList.contains("service")) svg.classList.add(name);
  return svg;
}

export function madeIcon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.classList.add("icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export function button(words, onclick, className = "") {
  const made = element("button", { type: "button", className }, words);
  made.addEventListener("click", onclick);
  return made;
}

// Only what a browser opens as a page; never a script.
export function safeUrl(url) {
  return /^https?:\/\//i.test(url ?? "") ? url : "";
}
