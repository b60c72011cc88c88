// The person's time zone, and an offer where this device is in another one.
import { call } from "./api.js";
import { button, byId } from "./dom.js";

const KEPT = "zone-kept";

export function offerTimeZone() {
  const theirs = document.body.dataset.timeZone;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const notice = byId("zone-notice");
  if (!notice || !theirs || !here || same(theirs, here) || localStorage.getItem(KEPT) === `${theirs} ${here}`) return;
  notice.hidden = false;
  const keep = () => {
    localStorage.setItem(KEPT, `${theirs} ${here}`);
    notice.hidden = true;
  };
  const change = () =>
    call("PATCH", "me", { time_zone: here }).then(
      () => location.reload(),
      (problem) => (notice.textContent = problem.error.message),
    );
  notice.replaceChildren(
    `Times are shown in ${theirs}; this device is in ${here}. `,
    button("Use this device’s", change, "quiet"),
    " ",
    button("Keep", keep, "quiet"),
  );
}

// Two names can mean the same clock.
function same(one, other) {
  const at = (timeZone, moment) => moment.toLocaleString("en-GB", { timeZone });
  try {
    return [0, 6].every((month) => {
      const moment = new Date(Date.UTC(2026, month, 15, 12));
      return at(one, moment) === at(other, moment);
    });
  } catch {
    return true;
  }
}
