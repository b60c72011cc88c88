// The mails that an action is about: which they are, and which of them it shall leave alone.
import { element } from "./dom.js";
import { shortDay } from "./time.js";

const SHOWN = 4;

export function mailsOf({ arguments: { mails, message_ids: ids } }) {
  return (mails ?? []).filter(({ id }) => ids.includes(id));
}

export function mailList(action) {
  const mails = mailsOf(action);
  const few = mails.length <= SHOWN + 1 ? mails : mails.slice(0, SHOWN);
  const shown = [list(few)];
  const rest = mails.slice(few.length);
  if (rest.length) shown.push(element("details", {}, element("summary", {}, `and ${rest.length} more`), list(rest)));
  return element("div", { className: "mails" }, ...shown);
}

function list(mails) {
  return element("ul", {}, ...mails.map((mail) => element("li", {}, ...words(mail))));
}

function words({ title, from, at }) {
  const about = [from, at ? shortDay(new Date(at)) : ""].filter(Boolean).join(", ");
  return [element("span", { className: "mail-title" }, title || "(no subject)"), " ", element("span", { className: "origin" }, about)];
}

export function mailChoice(action) {
  const boxes = mailsOf(action).map((mail) => {
    const box = element("input", { type: "checkbox", name: "mails", value: mail.id, checked: true });
    return element("li", {}, element("label", {}, box, element("span", {}, ...words(mail))));
  });
  const legend = element("legend", {}, "Mails: untick what shall stay as it is");
  return element("fieldset", { className: "edited mail-choice" }, legend, element("ul", {}, ...boxes));
}

// Null where the form offers no choice.
export function chosenMails(form) {
  const boxes = [...form.querySelectorAll("input[name=mails]")];
  return boxes.length ? boxes.filter(({ checked }) => checked).map(({ value }) => value) : null;
}
