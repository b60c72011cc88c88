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
  find_time: "Find a free time",
  draft_email: "Prepare a draft",
  send_email: "Prepare the mail",
  reply_email: "Prepare a reply",
  forward_email: "Prepare to forward",
  create_event: "Prepare an event",
  update_event: "Prepare the change",
  delete_event: "Prepare to delete",
};

const ACTIONS = {
  draft_email: ["Draft an e-mail", "Create draft", "Draft created", "Open the draft"],
  send_email: ["Send an e-mail", "Send", "Sent", "Open the mail"],
  reply_email: ["Reply", "Send reply", "Reply sent", "Open the mail"],
  forward_email: ["Forward an e-mail", "Forward", "Forwarded", "Open the mail"],
  label_email: ["Label an e-mail", "Label", "Labelled", "Open the mail"],
  archive_email: ["Archive an e-mail", "Archive", "Archived", "Open the mail"],
  trash_email: ["Move an e-mail to the bin", "Move to bin", "Moved to the bin", "Open the mail"],
  create_event: ["Create an event", "Create event", "Event created", "Open the event"],
  update_event: ["Change an event", "Change event", "Event changed", "Open the event"],
  delete_event: ["Delete an event", "Delete event", "Event deleted", "Open the calendar"],
  respond_event: ["Answer an invitation", "Answer", "Invitation answered", "Open the event"],
  share_file: ["Share a file", "Share", "Shared", "Open the file"],
  unshare_file: ["Stop sharing a file", "Stop sharing", "No longer shared", "Open the file"],
};

export function plain(name) {
  const words = String(name).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function stepWords(step) {
  const words = STEPS[`${step.agent} ${step.operation}`] ?? STEPS[step.operation];
  return words ?? plain(step.operation);
}

// What an action is called before it is approved, on its button, afterwards, and on its link.
export function actionWords(operation) {
  const [title, approve, done, open] = ACTIONS[operation] ?? [plain(operation), "Approve", "Done", "Open"];
  return { title, approve, done, open };
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
