// The arguments of a proposed action: how they are shown, and where each came from.
import { mailList, mailsOf } from "./action_mails.js";
import { element } from "./dom.js";
import { span } from "./item_facts.js";
import { KINDS, counted, mark, plain } from "./words.js";
import { momentOf, zoneName } from "./zoned.js";

const INTERNAL = new Set(["thread_id", "in_reply_to", "calendar_id", "event_id", "file_id", "message_id", "message_ids", "references"]);
const ORDER = ["title", "mails", "start", "end", "time_zone", "attendees", "location", "response", "to", "cc", "bcc", "email", "role", "notify", "subject", "body", "description"];
const ALWAYS = new Set(["to", "subject", "body", "title", "email"]);
const NAMES = { email: "With", attendees: "Guests", uninvited: "No longer invited", mails: "Mails", start: "When", add_labels: "Labels", remove_labels: "Labels to take off", to: "To", cc: "Cc", bcc: "Bcc", response: "Answer", role: "May", notify: "E-mail them" };
const EDITED_NAMES = { start: "Start", end: "End" };
const VALUES = { accepted: "Yes, I come", tentative: "Perhaps", declined: "No", reader: "view", commenter: "comment", writer: "edit" };
// Gmail's own labels are called otherwise by people.
const LABELS = { UNREAD: "unread", STARRED: "star", IMPORTANT: "important", INBOX: "inbox", SPAM: "spam", TRASH: "bin" };
// What can be changed where it is not everything: the rest says what the action is about.
const CHANGEABLE = {
  delete_event: [],
  respond_event: ["response"],
  archive_email: ["mails"],
  trash_email: ["mails"],
  label_email: ["mails", "add_labels", "remove_labels"],
  share_file: ["email", "role", "notify"],
  unshare_file: [],
};

function names(action) {
  const place = (name) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return Object.keys(action.arguments)
    .filter((name) => !INTERNAL.has(name))
    .sort((one, other) => place(one) - place(other));
}

export function fieldNames(action) {
  const { start, end } = action.arguments;
  const told = new Set([mailsOf(action).length ? "title" : "mails"]);
  if (start && end) told.add("end").add("time_zone");
  if (mark(action.arguments)) told.add("add_labels").add("remove_labels");
  return names(action).filter((name) => !told.has(name) && (ALWAYS.has(name) || !isEmpty(action.arguments[name])));
}

// The times are those of the person's own zone, so that is not changed with them.
export function editedNames(action) {
  const only = CHANGEABLE[action.operation];
  const alone = mailsOf(action).length < 2;
  return names(action).filter((name) => name !== "time_zone" && name !== "uninvited" && !(name === "mails" && alone) && (!only || only.includes(name)));
}

function isEmpty(value) {
  return value === null || value === "" || value === false || (Array.isArray(value) && !value.length);
}

export function labelOf(name) {
  return EDITED_NAMES[name] ?? NAMES[name] ?? plain(name);
}

// A row of the card: the value, and in words where it came from.
export function shownField(action, name, citations) {
  const value = action.arguments[name];
  const content = name === "mails" ? mailList(action) : words(name, action);
  const shown = element("dd", {}, element("span", { className: `value value-${name}` }, content));
  if (isEmpty(value)) shown.firstChild.classList.add("none");
  const origin = isEmpty(value) || name === "mails" ? "" : originOf(action, name, citations);
  if (origin) shown.append(element("span", { className: "origin" }, origin));
  const label = name === "mails" ? counted(mailsOf(action).length, "mail", "mails") : NAMES[name] ?? plain(name);
  return [element("dt", {}, label), shown];
}

function words(name, { arguments: all }) {
  const value = all[name];
  if (isEmpty(value)) return "nobody or nothing yet";
  if (name === "start") return when(all);
  if (Array.isArray(value)) return value.map((one) => one?.email ?? LABELS[one] ?? one).join(", ");
  if (value === true) return "yes";
  return VALUES[value] && ["response", "role"].includes(name) ? VALUES[value] : String(value);
}

function when({ start, end }) {
  if (start.length > 10) return `${span(new Date(start), end ? new Date(end) : null)} (${zoneName})`;
  // A day begins with the person's own midnight.
  const midnight = (day) => new Date(momentOf(`${day}T00:00`));
  return span(midnight(start), end ? midnight(end) : null, true);
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
