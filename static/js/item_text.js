// A text as its reader would like it: lines that were broken for a terminal are joined again.
const NARROWEST = 50;
const WIDEST = 80;
const KEEPS_ITS_LINE = /^\s|^([-*•>|+=#]|\d+[.)])|[:;]$/;

export function unwrapped(text) {
  return text.split(/\n{2,}/).map(joined).join("\n\n");
}

// A paragraph whose lines all end about where a mail program breaks them.
function joined(paragraph) {
  const lines = paragraph.split("\n");
  const broken = lines.slice(0, -1);
  const fits = (line) => line.length >= NARROWEST && line.length <= WIDEST;
  if (!broken.every(fits) || lines.some((line) => KEEPS_ITS_LINE.test(line))) return paragraph;
  return lines.join(" ");
}
