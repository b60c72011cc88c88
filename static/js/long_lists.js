// A long list in an answer shows its beginning, and all of it when that is asked for.
import { button, element } from "./dom.js";

const SHOWN = 8;
const FEW = 3; // so few more are not worth a button

export function foldLongLists(answer) {
  for (const list of answer.querySelectorAll("ul, ol")) fold(list);
}

function fold(list) {
  const rest = [...list.children].slice(SHOWN);
  if (rest.length <= FEW) return;
  for (const item of rest) item.hidden = true;
  const more = button(`Show all ${list.children.length}`, () => {
    for (const item of rest) item.hidden = false;
    more.parentElement.remove();
    rest[0].tabIndex = -1;
    rest[0].focus();
  }, "quiet more");
  list.after(element("p", { className: "more-of-list" }, more));
}
