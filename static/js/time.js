// Moments in relative words, with the exact time in the person's own zone on hover.
const zone = document.body.dataset.timeZone || undefined;
const relative = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto", style: "short" });
const STEPS = [
  [60, "second", 1],
  [3600, "minute", 60],
  [86400, "hour", 3600],
  [86400 * 14, "day", 86400],
  [86400 * 60, "week", 86400 * 7],
  [86400 * 730, "month", 86400 * 30.44],
  [Infinity, "year", 86400 * 365.25],
];

function format(options) {
  try {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat("en-GB", options); // a zone that this browser does not know
  }
}

const exactly = format({ dateStyle: "full", timeStyle: "long" });
const longDay = format({ dateStyle: "full" });
const shortly = format({ dateStyle: "medium" });
const dayAndTime = format({ dateStyle: "full", timeStyle: "short" });
const clockTime = format({ hour: "2-digit", minute: "2-digit" });

export function ago(moment, now = Date.now()) {
  const seconds = (moment.getTime() - now) / 1000;
  if (Math.abs(seconds) < 60) return "just now";
  const [, unit, size] = STEPS.find(([limit]) => Math.abs(seconds) < limit);
  return relative.format(Math.trunc(seconds / size) || Math.sign(seconds), unit);
}

export function exact(moment) {
  return exactly.format(moment);
}

// A day with its time; an event that begins with the day is shown without one.
export function dayOf(moment, { allDay = false, bare: always = false } = {}) {
  const bare = always || (allDay && ["00:00", "24:00"].includes(clock(moment)));
  return (bare ? longDay : dayAndTime).format(moment);
}

export function shortDay(moment) {
  return shortly.format(moment);
}

export function clock(moment) {
  return clockTime.format(moment);
}

// Fills a <time>, which goes on counting while the page is open.
export function showAgo(element, iso) {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return element;
  element.dateTime = iso;
  element.dataset.ago = "";
  element.title = exact(moment);
  element.textContent = ago(moment);
  return element;
}

export function keepCounting() {
  setInterval(() => {
    for (const element of document.querySelectorAll("time[data-ago]")) {
      element.textContent = ago(new Date(element.dateTime));
    }
  }, 20_000);
}
