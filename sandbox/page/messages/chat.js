// The list of messages in one phone. It redraws only changed messages and stays at its end; once the reader has scrolled
// up, a button counts new messages instead.

import { el, fill, icon } from "../base/dom.js";
import { albumBubble, bubble, deletedMark } from "./bubble.js";
import { dayKey, dayOf } from "../base/format.js";

const END_TOLERANCE = 60;

export class Chat {
  #messages = new Map();
  #drawn = new Map(); // key -> {version, node}
  #unseen = 0;
  #atEnd = true;
  #top = 0;

  constructor(handlers, now) {
    this.handlers = { ...handlers, find: (id) => this.#messages.get(id), goTo: (message) => this.#goTo(message) };
    this.now = now;
    this.list = el("div", { class: "messages", role: "log", "aria-label": "Messages", tabIndex: 0, data: { testid: "messages" },
      onscroll: () => this.#onScroll() });
    this.down = el("button", { type: "button", class: "to-end", hidden: true, "aria-label": "To the newest message", onclick: () => this.toEnd(true) });
    this.root = el("div", { class: "chat" }, this.list, this.down);
    new ResizeObserver(() => this.#stayAtEnd()).observe(this.list);
    this.list.addEventListener("load", () => this.#stayAtEnd(), true); // a picture has its height only when loaded
  }

  get messages() { return [...this.#messages.values()].sort((a, b) => a.message_id - b.message_id); }

  load(messages) {
    for (const message of messages) this.#keep(message); // an event may have brought a newer version
    this.draw();
    this.toEnd();
  }

  #keep(message) {
    const known = this.#messages.get(message.message_id);
    const fresh = !known || known.revision < message.revision;
    if (fresh) this.#messages.set(message.message_id, message);
    return fresh;
  }

  put(message) {
    const known = this.#messages.has(message.message_id);
    if (!this.#keep(message)) return;
    if (!known && !message.outgoing && !this.#atEnd) this.#unseen += 1;
    this.draw();
    if (this.#atEnd || (!known && message.outgoing)) this.toEnd();
    this.#showDown();
  }

  #version(message) {
    return `${message.revision}${message.outgoing && this.handlers.isRead(message) ? "r" : ""}`;
  }

  // Days, albums and runs of deleted messages are single items.
  #items() {
    const items = [];
    let day = "";
    for (const message of this.messages) {
      const at = new Date(message.at);
      if (dayKey(at) !== day) {
        day = dayKey(at);
        items.push({ key: `day-${day}`, version: dayOf(at, this.now()), draw: () => el("p", { class: "day" }, dayOf(at, this.now())) });
      }
      const last = items.at(-1);
      const kind = message.deleted ? "deleted" : message.media_group_id ? `album-${message.media_group_id}` : null;
      if (kind && last.kind === kind) last.messages.push(message);
      else items.push({ kind, key: `${kind ?? "message"}-${message.message_id}`, messages: [message] });
    }
    for (const item of items) if (item.messages) this.#complete(item);
    return items;
  }

  #complete(item) {
    const { kind, messages } = item;
    item.version = messages.map((message) => this.#version(message)).join(",");
    if (kind === "deleted") item.draw = () => deletedMark(messages);
    else if (messages.length > 1) item.draw = () => albumBubble(messages, this.handlers);
    else item.draw = () => bubble(messages[0], this.handlers);
  }

  draw() {
    const drawn = new Map();
    for (const item of this.#items()) {
      const known = this.#drawn.get(item.key);
      drawn.set(item.key, known?.version === item.version ? known : { version: item.version, node: item.draw() });
    }
    this.#drawn = drawn;
    let at = this.list.firstChild;
    for (const { node } of drawn.values()) {
      if (node === at) at = at.nextSibling;
      else this.list.insertBefore(node, at);
    }
    while (at) { const next = at.nextSibling; at.remove(); at = next; }
  }

  toEnd(gently = false) {
    this.list.scrollTo({ top: this.list.scrollHeight, behavior: gently ? "smooth" : "instant" });
    this.#atEnd = true;
    this.#unseen = 0;
    this.#showDown();
  }

  #stayAtEnd() { if (this.#atEnd) this.toEnd(); }

  #onScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.list;
    const near = scrollHeight - scrollTop - clientHeight < END_TOLERANCE;
    // Only the reader scrolls up; a keyboard that opens below, or a picture that loads, does not.
    this.#atEnd = near || (this.#atEnd && scrollTop >= this.#top);
    this.#top = scrollTop;
    if (this.#atEnd) this.#unseen = 0;
    this.#showDown();
  }

  #showDown() {
    this.down.hidden = this.#atEnd;
    fill(this.down, icon("down"), this.#unseen > 0 && el("span", { class: "badge" }, String(this.#unseen)));
  }

  #goTo(message) {
    const node = this.list.querySelector(`[data-message-id="${message.message_id}"]`);
    node?.scrollIntoView({ block: "center", behavior: "smooth" });
    node?.classList.add("pointed");
    setTimeout(() => node?.classList.remove("pointed"), 1500);
  }
}
