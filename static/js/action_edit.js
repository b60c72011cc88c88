// The arguments of a proposed action as fields of a form, and what the person changed in them.
import { editedNames, labelOf } from "./action_fields.js";
import { chosenMails, mailChoice } from "./action_mails.js";
import { element } from "./dom.js";
import { laterDay, localOf, momentOf, movedWith, zoneName } from "./zoned.js";

const LONG = new Set(["body", "description"]);
const TIMES = new Set(["start", "end"]);
const CHOICES = {
  response: { accepted: "Yes, I come", tentative: "Perhaps", declined: "No" },
  role: { reader: "Can view", commenter: "Can comment", writer: "Can edit" },
};
const DAY = /^\d{4}-\d\d-\d\d$/;
// A comma within quotes belongs to a name.
const BETWEEN = /[,;\n](?=(?:[^"]*"[^"]*")*[^"]*$)/;

export function editors(action) {
  const made = editedNames(action).map((name) => (name === "mails" ? mailChoice(action) : editor(action, name)));
  const [start, end] = ["start", "end"].map((name) => made.map((part) => part.querySelector(`[name=${name}]`)).find(Boolean));
  if (start && end) keepLength(start, end);
  return made;
}

function editor(action, name) {
  const id = `edit-${action.id}-${name}`;
  const input = control(name, action.arguments[name]);
  Object.assign(input, { id, name });
  const label = element("label", { htmlFor: id }, TIMES.has(name) ? timeLabel(name, input) : labelOf(name));
  return element("div", { className: `edited edited-${name}` }, label, input);
}

function control(name, value) {
  if (LONG.has(name)) return element("textarea", { value: asText(name, value) });
  if (CHOICES[name]) {
    const options = Object.entries(CHOICES[name]).map(([key, words]) => element("option", { value: key }, words));
    const select = element("select", {}, ...options);
    select.value = value;
    return select;
  }
  if (typeof value === "boolean") return element("input", { type: "checkbox", checked: value });
  const type = TIMES.has(name) && value ? (DAY.test(value) ? "date" : "datetime-local") : "text";
  return element("input", { type, value: asText(name, value), autocomplete: Array.isArray(value) ? "off" : "" });
}

function timeLabel(name, { type }) {
  if (type === "date") return name === "start" ? "First day" : "Last day";
  return `${labelOf(name)} (${zoneName})`;
}

function keepLength(start, end) {
  let before = start.value;
  start.addEventListener("change", () => {
    if (!start.value) return;
    end.value = movedWith(start.value, before, end.value);
    before = start.value;
  });
}

// As the field shows it. The end of whole days is the day after the last one.
function asText(name, value) {
  if (Array.isArray(value)) return value.map((one) => one?.email ?? one).join(", ");
  if (value === null || value === undefined) return "";
  if (!TIMES.has(name) || !value) return String(value);
  if (DAY.test(value)) return name === "end" ? laterDay(value, -1) : value;
  return localOf(value);
}

// Only what the person changed.
export function changes(action, form) {
  const changed = {};
  for (const name of editedNames(action)) {
    const input = form.elements.namedItem(name);
    const before = action.arguments[name];
    if (name === "mails") {
      const ids = chosenMails(form);
      if (ids && ids.length !== action.arguments.message_ids.length) changed.message_ids = ids;
    } else if (input?.type === "checkbox") {
      if (input.checked !== before) changed[name] = input.checked;
    } else if (input && input.value !== asText(name, before).replaceAll("\r\n", "\n")) {
      changed[name] = read(name, input, before);
    }
  }
  return changed;
}

function read(name, input, before) {
  if (Array.isArray(before)) return input.value.split(BETWEEN).map((one) => one.trim()).filter(Boolean);
  if (input.type === "datetime-local") return momentOf(input.value);
  if (input.type === "date" && name === "end") return laterDay(input.value, 1);
  return input.value;
}
