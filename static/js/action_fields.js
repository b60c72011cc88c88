// The arguments of a proposed action: how they are shown, where each came from, how they are edited.
import { element } from "./dom.js";
import { KINDS, plain } from "./words.js";
import { exact } from "./time.js";

const INTERNAL = new Set(["thread_id", "in_reply_to", "calendar_id", "event_id", "file_id", "message_id", "message_ids", "references"]);
const ORDER = ["title", "start", "end", "time_zone", "attendees", "location", "to", "cc", "bcc", "email", "role", "notify", "subject", "body", "description"];
const ALWAYS = new Set(["to", "subject", "body", "title", "start", "end", "email"]);
const LONG = new Set(["body", "description"]);
const NAMES = { email: "With", attendees: "Guests", uninvited: "No longer invited", time_zone: "Time zone", add_labels: "Labels", remove_labels: "Labels to take off", to: "To", cc: "Cc", bcc: "Bcc" };
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
// A comma within quotes belongs to a name.
const BETWEEN = /[,;\n](?=(?:[^"]*"[^"]*")*[^"]*$)/;

export function fieldNames(action, { all = false } = {}) {
  const place = (name) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return Object.keys(action.arguments)
    .filter((name) => !INTERNAL.has(name) && (all || ALWAYS.has(name) || !isEmpty(action.arguments[name])))
    .sort((one, other) => place(one) - place(other));
}

function isEmpty(value) {
  return value === null || value === "" || value === false || (Array.isArray(value) && !value.length);
}

export function labelOf(name) {
  return NAMES[name] ?? plain(name);
}

// A row of the card: the value, and in words where it came from.
export function shownField(action, name, citations) {
  const value = action.arguments[name];
  const shown = element("dd", {}, element("span", { className: `value value-${name}` }, words(value)));
  if (isEmpty(value)) shown.firstChild.classList.add("none");
  const origin = isEmpty(value) ? "" : originOf(action, name, citations);
  if (origin) shown.append(element("span", { className: "origin" }, origin));
  return [element("dt", {}, labelOf(name)), shown];
}

function words(value) {
  if (isEmpty(value)) return "nobody or nothing yet";
  if (Array.isArray(value)) return value.map((one) => one?.email ?? one).join(", ");
  if (value === true) return "yes";
  if (MOMENT.test(value)) return exact(new Date(value));
  return String(value);
}

function originOf(action, name, citations) {
  const { source, ref } = action.provenance?.[name] ?? {};
  if (source === "user") return "you said";
  if (source === "profile") return "from your profile";
  if (source !== "content") return "";
  const cited = citations.find((citation) => citation.id === ref);
  if (!cited) return "from what was found";
  const kind = { gmail: "e-mail", gcal: "event", gdrive: "file" }[cited.service] ?? KINDS[cited.service];
  return `from the ${kind} “${cited.title}” [${cited.n}]`;
}

export function editor(action, name) {
  const id = `edit-${action.id}-${name}`;
  const value = action.arguments[name];
  const long = LONG.has(name);
  const input = element(long ? "textarea" : "input", { id, name });
  if (!long && typeof value === "boolean") Object.assign(input, { type: "checkbox", checked: value });
  else input.value = asText(value);
  if (Array.isArray(value)) input.autocomplete = "off";
  const label = element("label", { htmlFor: id }, labelOf(name));
  return element("div", { className: `edited edited-${name}` }, label, input);
}

function asText(value) {
  if (Array.isArray(value)) return value.map((one) => one?.email ?? one).join(", ");
  return value === null || value === undefined ? "" : String(value);
}

// Only what the person changed.
export function changes(action, form) {
  const changed = {};
  for (const name of fieldNames(action, { all: true })) {
    const input = form.elements.namedItem(name);
    if (!input) continue;
    const before = action.arguments[name];
    if (input.type === "checkbox") {
      if (input.checked !== before) changed[name] = input.checked;
    } else if (input.value !== asText(before).replaceAll("\r\n", "\n")) {
      changed[name] = Array.isArray(before) ? addresses(input.value) : input.value;
    }
  }
  return changed;
}

function addresses(text) {
  return text.split(BETWEEN).map((one) => one.trim()).filter(Boolean);
}
