// What is known of an item beside its text: people, times in the person's own zone, places.
import { button, element, safeUrl } from "./dom.js";
import { clock, dayOf } from "./time.js";
import { SERVICES } from "./words.js";

const NAMED = 6; // of one kind, before the rest is asked for
const DAY = 86_400_000;
const ROLES = { from: "From", to: "To", cc: "Cc", organizer: "Organiser", guest: "Guests", owner: "Owner", shared_with: "Shared with" };
const RESPONSES = { accepted: "comes", declined: "does not come", tentative: "perhaps", needsAction: "has not answered" };

// Of a citation, before the item itself is there.
export function knownFacts(citation) {
  const rows = [["In", [citation.path ? `${SERVICES[citation.service]}, ${citation.path}` : SERVICES[citation.service]]]];
  if (citation.when) {
    const name = { gmail: "Sent", gcal: "When", gdrive: "Changed" }[citation.service];
    rows.push([name, [dayOf(new Date(citation.when), { allDay: citation.service === "gcal" })]]);
  }
  return shownRows(rows);
}

export function itemFacts(item) {
  const rows = [...peopleRows(item, ["from"]), ...timeRows(item)];
  rows.push(...placeRows(item), ...peopleRows(item, Object.keys(ROLES).slice(1)));
  if (item.attachments.length) rows.push(["Attached", [item.attachments.filter(Boolean).join(", ")]]);
  return shownRows(rows);
}

function shownRows(rows) {
  return rows.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, ...value)]);
}

function peopleRows({ people }, roles) {
  return roles
    .map((role) => [ROLES[role], people.filter((person) => person.role === role)])
    .filter(([, found]) => found.length)
    .map(([name, found]) => [name, [peopleList(found)]]);
}

function peopleList(people) {
  const list = element("ul", { className: "people" }, ...people.map(personItem));
  const rest = [...list.children].slice(NAMED);
  if (rest.length < 2) return list;
  for (const item of rest) item.hidden = true;
  const more = button(`and ${rest.length} more`, () => {
    for (const item of rest) item.hidden = false;
    more.parentElement.remove();
    rest[0].tabIndex = -1;
    rest[0].focus();
  }, "quiet");
  list.append(element("li", {}, more));
  return list;
}

// Of the one who wrote or owns it the address is shown, of the many others on hover.
function personItem({ role, name, email, response }) {
  const item = element("li", { title: email }, name || email);
  const address = name && email && ["from", "owner"].includes(role) ? email : "";
  const words = [address, RESPONSES[response] ?? ""].filter(Boolean).join(" · ");
  if (words) item.append(" ", element("span", { className: "hint" }, words));
  return item;
}

function timeRows({ times, all_day: allDay }) {
  const at = (name) => (times[name] ? new Date(times[name]) : null);
  const rows = [];
  if (at("sent")) rows.push(["Sent", [moment(times.sent)]]);
  if (at("start")) rows.push(["When", [span(at("start"), at("end"), allDay)]]);
  if (at("modified_at")) rows.push(["Changed", [moment(times.modified_at)]]);
  if (at("created_at")) rows.push(["Created", [moment(times.created_at)]]);
  return rows;
}

function moment(iso) {
  return element("time", { dateTime: iso }, dayOf(new Date(iso)));
}

// A span of days is told by its last day, though Google's end is the day after it.
export function span(start, end, allDay) {
  if (!end || end <= start) return dayOf(start, { allDay });
  if (allDay) {
    const last = new Date(end.getTime() - DAY / 2);
    const days = [dayOf(start, { bare: true }), dayOf(last, { bare: true })];
    return days[0] === days[1] ? `${days[0]}, all day` : `${days[0]} – ${days[1]}`;
  }
  const sameDay = dayOf(start, { bare: true }) === dayOf(end, { bare: true });
  return `${dayOf(start)} – ${sameDay ? clock(end) : dayOf(end)}`;
}

function placeRows({ places }) {
  const rows = [];
  if (places.calendar_name) rows.push(["Calendar", [places.calendar_name]]);
  if (places.location) rows.push(["Where", [places.location]]);
  const url = safeUrl(places.meeting_link);
  if (url) rows.push(["Call", [element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, new URL(url).host)]]);
  if (places.path) rows.push(["Path", [places.path]]);
  return rows;
}
