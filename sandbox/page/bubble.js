// One message (or one album) as a bubble: what was said, by whom, when, with which marks. Pure drawing; everything that
// can be pressed goes to `hands`.

import { el, icon, iconButton } from "./dom.js";
import { hourOf, initialsOf, tintOf } from "./format.js";
import { inlineKeyboard } from "./inline.js";
import { album, cameraButton, file, photo, pictureOf } from "./picture.js";
import { rich } from "./richtext.js";

function ticks(read) {
  return el("span", { class: read ? "ticks read" : "ticks", role: "img", "aria-label": read ? "Read by the bot" : "Sent",
    data: { testid: "ticks", read: String(read) } }, icon(read ? "read" : "sent"));
}

function marks(message, hands) {
  return el("span", { class: "marks" },
    message.protect_content && el("span", { class: "protected", title: "Protected: cannot be forwarded or saved" }, icon("lock")),
    message.edited_at && el("span", { class: "edited", data: { testid: "edited" } }, "edited"),
    el("time", { dateTime: message.at }, hourOf(new Date(message.at))),
    message.outgoing && ticks(hands.isRead(message)));
}

function gistOf(message) {
  if (message.deleted) return "Deleted message";
  return message.text || message.document?.file_name || { photo: "Photo", contact: "Contact" }[message.kind] || "Message";
}

function replied(message, hands) {
  const original = message.reply_to_message_id && hands.find(message.reply_to_message_id);
  if (!original) return null;
  return el("button", { type: "button", class: "replied", onclick: () => hands.goTo(original) },
    el("strong", {}, original.outgoing ? "You" : original.from.first_name), el("span", {}, gistOf(original).slice(0, 120)));
}

function contactCard({ contact }) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
  return el("div", { class: "contact", data: { testid: "contact" } },
    el("span", { class: `avatar ${tintOf(contact.user_id || 0)}`, "aria-hidden": "true" }, initialsOf(name)),
    el("div", {}, el("strong", {}, name), el("span", {}, contact.phone_number),
      !contact.user_id && el("small", {}, "without a Telegram account")));
}

// A deep link's payload goes to the bot alone: a phone shows that Start was pressed.
const STARTED = /^\/start \S+$/;

function text(message, hands) {
  const shown = message.outgoing && STARTED.test(message.text) ? "/start" : message.text;
  return shown && el("div", { class: "words", title: shown === message.text ? "" : message.text, data: { testid: "message-text" } },
    rich(shown, message.entities, hands));
}

function content(message, hands) {
  const words = text(message, hands);
  switch (message.kind) {
    case "photo": return message.raw?.show_caption_above_media ? [words, photo(message, hands)] : [photo(message, hands), words];
    case "document": return [file(message, hands), words];
    case "contact": return [contactCard(message), words];
    case "text": return [words];
    default: return [words, el("div", { class: "undrawn" }, `This page cannot draw it: ${Object.keys(message.raw || {}).at(-1) || message.kind}`)];
  }
}

function shell(message, hands, inner, single = true) {
  const body = el("div", { class: "bubble" },
    message.forwarded_from && el("div", { class: "forwarded" }, "Forwarded from ", el("strong", {}, message.forwarded_from)),
    replied(message, hands), inner, marks(message, hands));
  const node = el("article", {
    class: `message ${message.outgoing ? "mine" : "theirs"} kind-${message.kind}${message.text ? "" : " wordless"}`,
    "aria-label": message.outgoing ? "Sent message" : "Message of the bot",
    data: { testid: "message", messageId: String(message.message_id), kind: message.kind, outgoing: String(message.outgoing) },
  },
  el("div", { class: "message-body" }, body, inlineKeyboard(message, hands)),
  el("div", { class: "message-side" }, single && pictureOf(message) && cameraButton(message, hands),
    iconButton("more", "More", (event) => hands.menu(message, event.currentTarget),
      { class: "icon-button message-more", data: { testid: "message-more" } })));
  node.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, img")) return;
    event.preventDefault();
    hands.menu(message, node, { x: event.clientX, y: event.clientY });
  });
  return node;
}

export function bubble(message, hands) {
  if (message.kind === "service") return el("p", { class: "service", data: { testid: "service" } }, message.text || "Service message");
  return shell(message, hands, content(message, hands));
}

/** Several messages of one media group: photos share a bubble, documents stand one above the other in it. */
export function albumBubble(messages, hands) {
  const first = messages[0];
  const captioned = messages.find((message) => message.text);
  const inner = messages.every((message) => message.kind === "photo")
    ? [album(messages, hands)]
    : messages.map((message) => message.photo ? photo(message, hands) : file(message, hands, true));
  return shell({ ...first, text: captioned?.text || "" }, hands, [inner, captioned && text(captioned, hands)], false);
}

/** What is left of messages that were deleted. */
export function deletedMark(messages) {
  return el("p", { class: "deleted", data: { testid: "deleted", messageIds: messages.map((message) => message.message_id).join(" ") } },
    icon("trash"), messages.length === 1 ? "Message deleted" : `${messages.length} messages deleted`);
}
