// Moments as the fields of a form have them: the clock of the person's own zone, without an offset.
const wanted = document.body.dataset.timeZone;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const read = format(wanted) ?? format(undefined);

export const zoneName = read.resolvedOptions().timeZone;

function format(timeZone) {
  const numbers = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" };
  try {
    return new Intl.DateTimeFormat("en-GB", { ...numbers, hourCycle: "h23", timeZone });
  } catch {
    return null; // a zone that this browser does not know
  }
}

// What the clock shows, as if it were UTC's.
function wall(time) {
  const part = Object.fromEntries(read.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute);
}

function offset(time) {
  return wall(time) - Math.floor(time / MINUTE) * MINUTE;
}

// 2026-03-01T09:30
export function localOf(iso) {
  return new Date(wall(Date.parse(iso))).toISOString().slice(0, 16);
}

// The moment at which the clock shows this, with its offset; "" for what is no time.
export function momentOf(local) {
  const shown = Date.parse(`${local}Z`);
  if (Number.isNaN(shown)) return "";
  const near = shown - offset(shown);
  const time = shown - offset(near);
  const ahead = offset(time);
  const minutes = Math.abs(ahead) / MINUTE;
  const pad = (number) => String(number).padStart(2, "0");
  const sign = ahead < 0 ? "-" : "+";
  return `${new Date(time + ahead).toISOString().slice(0, 19)}${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

// 2026-03-01, some days later.
export function laterDay(day, days) {
  const time = Date.parse(`${day}T00:00Z`);
  return Number.isNaN(time) ? "" : new Date(time + days * DAY).toISOString().slice(0, 10);
}

// As far from one as another was: what begins later ends later.
export function movedWith(start, before, end) {
  const [from, to, last] = [start, before, end].map((text) => Date.parse(`${text}Z`));
  if ([from, to, last].some(Number.isNaN)) return end;
  return new Date(last + from - to).toISOString().slice(0, end.length);
}
