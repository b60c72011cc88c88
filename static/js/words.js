// How things are called on the page.
export const SERVICES = { gmail: "Gmail", gcal: "Calendar", gdrive: "Drive" };
export const KINDS = { gmail: "E-mail", gcal: "Event", gdrive: "File" };

const STEPS = {
  "gmail search": "Search mail",
  "gcal search": "Search calendar",
  "gdrive search": "Search files",
  "gmail list": "List mail",
  "gcal list": "List events",
  "gdrive list": "List files",
  "gmail read": "Read the mail",
  "gcal read": "Read the event",
  "gdrive read": "Read the file",
  "gmail thread": "Read the conversation",
  "gmail count": "Count mails",
  "gcal count": "Count events",
  "gdrive count": "Count files",
  "gmail digest": "Look through mail",
  "gmail waiting": "Find what waits for you",
  "gmail awaiting": "Find what is not answered",
  "gmail signed": "Read signatures",
  "gcal conflicts": "Look for clashes",
  "gcal named": "Find the event",
  "gcal told": "Compare with what is said",
  find_time: "Find a free time",
  draft_email: "Prepare a draft",
  send_email: "Prepare the mail",
  reply_email: "Prepare a reply",
  forward_email: "Prepare to forward",
  create_event: "Prepare an event",
  update_event: "Prepare the change",
  delete_event: "Prepare to delete",
  respond_event: "Prepare the answer",
  label_email: "Prepare the labels",
  archive_email: "Prepare to archive",
  trash_email: "Prepare to bin",
  share_file: "Prepare to share",
  unshare_file: "Prepare to stop sharing",
};

const ACTIONS = {
  draft_email: ["Draft an e-mail", "Create draft", "Draft created", "Open the draft", "Discard the draft"],
  send_email: ["Send an e-mail", "Send", "Sent", "Open the mail"],
  reply_email: ["Reply", "Send reply", "Reply sent", "Open the mail"],
  forward_email: ["Forward an e-mail", "Forward", "Forwarded", "Open the mail"],
  label_email: ["Label an e-mail", "Label", "Labelled", "Open the mail", "Put the labels back"],
  archive_email: ["Archive an e-mail", "Archive", "Archived", "Open the mail", "Move back to inbox"],
  trash_email: ["Move an e-mail to the bin", "Move to bin", "Moved to the bin", "Open the mail", "Take out of the bin"],
  create_event: ["Create an event", "Create event", "Event created", "Open the event", "Delete the event"],
  update_event: ["Change an event", "Change event", "Event changed", "Open the event", "Change it back"],
  delete_event: ["Delete an event", "Delete event", "Event deleted", "Open the calendar", "Restore the event"],
  respond_event: ["Answer an invitation", "Answer", "Invitation answered", "Open the event", "Take the answer back"],
  share_file: ["Share a file", "Share", "Shared", "Open the file", "Stop sharing"],
  unshare_file: ["Stop sharing a file", "Stop sharing", "No longer shared", "Open the file", "Share again"],
};

// Labels of Gmail's own that people know as deeds: put on (+) or taken off (-) alone.
const MARKS = {
  "-UNREAD": ["Mark as read", "Mark as read", "Marked as read", "Open the mail", "Mark as unread again"],
  "+UNREAD": ["Mark as unread", "Mark as unread", "Marked as unread", "Open the mail", "Mark as read again"],
  "+STARRED": ["Star an e-mail", "Star", "Starred", "Open the mail", "Take the star off"],
  "-STARRED": ["Take the star off an e-mail", "Take the star off", "Star taken off", "Open the mail", "Star again"],
  "+IMPORTANT": ["Mark as important", "Mark as important", "Marked as important", "Open the mail", "No longer important"],
  "-SPAM": ["Take an e-mail out of spam", "Take out of spam", "Out of spam", "Open the mail", "Back to spam"],
};

export function plain(name) {
  const words = String(name).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function stepWords(step) {
  const words = STEPS[`${step.agent} ${step.operation}`] ?? STEPS[step.operation];
  return words ?? plain(step.operation);
}

// What an action is called before it is approved, on its button, afterwards, on its link, and on
// the button that takes it back. It may be about several mails.
export function actionWords({ operation, arguments: all }) {
  const known = marking(all) ?? ACTIONS[operation] ?? [plain(operation), "Approve", "Done", "Open", "Undo"];
  const [title, approve, done, open, undo] = known;
  const count = all.message_ids?.length ?? 1;
  if (count < 2) return { title, approve, done, open, undo };
  const mails = `${count} e-mails`;
  const about = title.includes("an e-mail") ? title.replace("an e-mail", mails) : `${title}: ${mails}`;
  return { title: about, approve, done, open: "Open Gmail", undo };
}

// A label of Gmail's own that the title of an action already tells.
export function mark({ add_labels: add = [], remove_labels: off = [] }) {
  return add.length + off.length === 1 ? MARKS[add.length ? `+${add[0]}` : `-${off[0]}`] : undefined;
}

function marking(all) {
  const { add_labels: add, remove_labels: off } = all;
  if (!add || !off) return undefined;
  if (mark(all)) return mark(all);
  const [title, approve, done, open] = ACTIONS.label_email;
  return [title, approve, done, open, off.length ? "Put the labels back" : "Take the label off"];
}

export function listed(names) {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

export function counted(n, one, many) {
  return `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;
}

export function took(ms) {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 1 ? "under 1 ms" : `${Math.round(ms)} ms`;
}
