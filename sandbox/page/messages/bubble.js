// Rendering a message or an album as a bubble. Whatever can be pressed calls `handlers`.

import { el, icon, iconButton } from "../base/dom.js";
import { hourOf, initialsOf, tintOf } from "../base/format.js";
import { inlineKeyboard } from "./keyboard.js";
import { album, cameraButton, file, photo, pictureOf } from "./picture.js";
import { MEDIA, medium } from "./media.js";
import { rich } from "./richtext.js";

function ticks(read) {
  return el("span", { class: read ? "ticks read" : "ticks", role: "img", "aria-label": read ? "Read by the bot" : "Sent",
    data: { testid: "ticks", read: String(read) } }, icon(read ? "read" : "sent"));
}

function marks(message, handlers) {
  return el("span", { class: "marks" },
    message.protect_content && el("span", { class: "protected", title: "Protected: cannot be forwarded or saved" }, icon("lock")),
    message.edited_at && el("span", { class: "edited", data: { testid: "edited" } }, "edited"),
    el("time", { dateTime: message.at }, hourOf(new Date(message.at))),
    message.outgoing && ticks(handlers.isRead(message)));
}

function summaryOf(message) {
  if (message.deleted) return "Deleted message";
  return message.text || message.document?.file_name || { photo: "Photo", contact: "Contact" }[message.kind] || MEDIA[message.kind]?.title || "Message";
}

function replied(message, handlers) {
  const original = message.reply_to_message_id && handlers.find(message.reply_to_message_id);
  if (!original) return null;
  return el("button", { type: "button", class: "replied", onclick: () => handlers.goTo(original) },
    el("strong", {}, original.outgoing ? "You" : original.from.first_name), el("span", {}, summaryOf(original).slice(0, 120)));
}

function contactCard({ contact }) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
  return el("div", { class: "contact", data: { testid: "contact" } },
    el("span", { class: `avatar ${tintOf(contact.user_id || 0)}`, "aria-hidden": "true" }, initialsOf(name)),
    el("div", {}, el("strong", {}, name), el("span", {}, contact.phone_number),
      !contact.user_id && el("small", {}, "without a Telegram account")));
}

// The payload of a deep link goes only to the bot; a phone shows that Start was pressed.
const STARTED = /^\/start \S+$/;

function text(message, handlers) {
  const shown = message.outgoing && STARTED.test(message.text) ? "/start" : message.text;
  return shown && el("div", { class: "message-text", title: shown === message.text ? "" : message.text, data: { testid: "message-text" } },
    rich(shown, message.entities, handlers));
}

function content(message, handlers) {
  const words = text(message, handlers);
  switch (message.kind) {
    case "photo": return message.raw?.show_caption_above_media ? [words, photo(message, handlers)] : [photo(message, handlers), words];
    case "document": return [file(message, handlers), words];
    case "contact": return [contactCard(message), words];
    case "text": return [words];
    default: if (message.kind in MEDIA) return [medium(message.kind), words];
      return [words, el("div", { class: "unsupported" }, `This page cannot show it: ${Object.keys(message.raw || {}).at(-1) || message.kind}`)];
  }
}

function renderBubble(message, handlers, inner, single = true) {
  const body = el("div", { class: "bubble" },
    message.forwarded_from && el("div", { class: "forwarded" }, "Forwarded from ", el("strong", {}, message.forwarded_from)),
    replied(message, handlers), inner, marks(message, handlers));
  const node = el("article", {
    class: `message ${message.outgoing ? "mine" : "theirs"} kind-${message.kind}${message.text ? "" : " wordless"}`,
    "aria-label": message.outgoing ? "Sent message" : "Message of the bot",
    data: { testid: "message", messageId: String(message.message_id), kind: message.kind, outgoing: String(message.outgoing) },
  },
  el("div", { class: "message-body" }, body, inlineKeyboard(message, handlers)),
  el("div", { class: "message-side" }, single && pictureOf(message) && cameraButton(message, handlers),
    iconButton("more", "More", (event) => handlers.menu(message, event.currentTarget),
      { class: "icon-button message-more", data: { testid: "message-more" } })));
  node.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, img")) return;
    event.preventDefault();
    handlers.menu(message, node, { x: event.clientX, y: event.clientY });
  });
  return node;
}

export function bubble(message, handlers) {
  if (message.kind === "service") return el("p", { class: "service", data: { testid: "service" } }, message.text || "Service message");
  return renderBubble(message, handlers, content(message, handlers));
}

/** Renders the messages of a media group in one bubble: photos as a grid, documents as a list. */
export function albumBubble(messages, handlers) {
  const first = messages[0];
  const captioned = messages.find((message) => message.text);
  const inner = messages.every((message) => message.kind === "photo")
    ? [album(messages, handlers)]
    : messages.map((message) => message.photo ? photo(message, handlers) : file(message, handlers, true));
  return renderBubble({ ...first, text: captioned?.text || "" }, handlers, [inner, captioned && text(captioned, handlers)], false);
}

/** Renders the mark of deleted messages. */
export function deletedMark(messages) {
  return el("p", { class: "deleted", data: { testid: "deleted", messageIds: messages.map((message) => message.message_id).join(" ") } },
    icon("trash"), messages.length === 1 ? "Message deleted" : `${messages.length} messages deleted`);
}
