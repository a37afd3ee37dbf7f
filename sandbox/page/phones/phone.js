// One person's phone with the chat with the bot: handles the events of that chat and performs the person's actions. A
// refusal of the sandbox is shown in the phone.

import { el, fill, icon } from "../base/dom.js";
import { Chat } from "../messages/chat.js";
import { Composer } from "./composer.js";
import { acceptDrops } from "./attach.js";
import { confirmDialog, openMenu } from "../base/dialog.js";
import { dayKey } from "../base/format.js";
import { greeting, ownerLabel, Screen } from "./screen.js";
import { parseLink } from "./links.js";
import { photographPicture, photographScreen } from "./camera.js";
import { pictureOf, viewPicture } from "../messages/picture.js";
import { shareAny, shareOwn } from "./contact.js";
import { WebApp } from "./webapp.js";
import { personDialog } from "./person.js";

const ANSWER_TIMEOUT = 30_000;

export class Phone {
  #waiting = new Map(); // callback_query_id -> function that ends the waiting
  #shownAnswers = new Set();
  #readUpTo = 0;
  #reading = false;

  /** `phones` knows the other phones: `others(person)`, `pictures(person)`, `hide(person)`. */
  constructor(sandbox, clock, bot, person, phones) {
    Object.assign(this, { sandbox, clock, bot, person, phones });
    this.screen = new Screen(bot, { openMenu: (anchor) => this.#openMenu(anchor), follow: (link) => this.follow(link) });
    this.chat = new Chat({
      follow: (href) => this.follow(href),
      send: (text) => this.#act("sends", { text }),
      tap: (message, button) => this.#tap(message, button),
      photograph: (message) => this.#photograph(message),
      view: (message) => viewPicture(message, { photograph: () => this.#photograph(message) }),
      menu: (message, anchor, point) => this.#messageMenu(message, anchor, point),
      isRead: (message) => message.message_id <= this.#readUpTo,
    }, () => clock.now());
    this.composer = new Composer({
      send: (text, replyTo) => this.#act("sends", { text, ...(replyTo && { reply_to: replyTo }) }),
      edit: (message, text) => this.#act("edits", { message_id: message.message_id, text }),
      upload: async (action, files, caption) => this.#apply(await sandbox.upload(person.id, action, files, caption)),
      pressKey: (key) => this.#pressKey(key),
      photographScreen: () => photographScreen(sandbox, { by: this.person, shown: phones.pictures(this.person), follow: phones.follow }),
      sendMedium: (kind) => this.#act("sends-media", { kind }),
      shareAny: () => shareAny(this.person, phones.others(this.person), (body) => this.#act("shares-contact", body)),
      openMenuApp: () => this.#openMiniApp("opens-menu", {}),
      start: () => this.#start(),
      showError: (sentence) => this.screen.toast(sentence, true),
    });
    this.skip = el("a", { class: "skip", href: "#", data: { testid: "skip-to-message" }, onclick: (event) => {
      event.preventDefault();
      (this.composer.bar.hidden ? this.composer.start : this.composer.input).focus();
    } }, `Skip to the message field of ${person.name}`);
    this.label = el("div", {});
    this.greeting = el("div", { class: "greeting-area" }, greeting(bot));
    this.display = el("div", { class: "display" }, this.screen.status, this.screen.head, this.screen.linkBox,
      el("div", { class: "chat-area" }, this.greeting, this.chat.root, this.screen.toastBox), this.composer.root, this.screen.over);
    this.root = el("section", { class: "phone", "aria-label": `Phone of ${person.name}`,
      data: { testid: "phone", personId: String(person.id), name: person.name } }, this.skip, this.label, el("div", { class: "frame" }, this.display));
    acceptDrops(this.display, (files, as) => this.composer.sheet.add(files, as));
    this.stopClock = clock.watch((now) => this.#tick(now));
    this.#showPerson();
  }

  async load() {
    const chat = await this.sandbox.chat(this.person.id);
    const answered = chat.messages.findLast((message) => !message.outgoing);
    this.#readUpTo = Math.max(this.#readUpTo, answered?.message_id ?? 0);
    for (const answer of chat.answers) this.#shownAnswers.add(answer.callback_query_id);
    this.chat.load(chat.messages);
    this.setCommands(chat.commands, chat.menu_button);
    this.composer.setKeyboard(chat.reply_keyboard);
    this.setPerson(chat.person);
    this.screen.action(chat.chat_action);
    this.#watchReading();
  }

  #tick(now) {
    this.screen.tick(now);
    if (this.today && this.today !== dayKey(now)) this.chat.draw(); // "Today" has become "Yesterday"
    this.today = dayKey(now);
  }

  async loadCommands() {
    const { commands, menu_button } = await this.sandbox.chat(this.person.id).catch(() => ({ commands: [] }));
    this.setCommands(commands, menu_button);
  }

  close() { this.webApp?.close(); this.stopClock(); this.root.remove(); }

  /** Handles an event of this chat. */
  on(kind, data) {
    switch (kind) {
      case "message_new": case "message_edited": case "message_deleted": this.#put(data.message); break;
      case "keyboard": this.composer.setKeyboard(data.reply_keyboard); break;
      case "chat_action": this.screen.action(data.action); break;
      case "callback_answered": this.#onAnswer(data.answer); break;
      default: break;
    }
  }

  setPerson(person) { this.person = person; this.#showPerson(); }
  setCommands(commands, menuButton) { this.composer.setCommands(commands, menuButton); }
  setBot(bot) { this.bot = bot; this.screen.bot = bot; fill(this.greeting, greeting(bot)); }

  #showPerson() {
    fill(this.label, ownerLabel(this.person, () => this.phones.hide(this.person)));
    this.composer.show(this.person);
    this.greeting.hidden = this.chat.messages.length > 0;
  }

  #put(message) {
    this.chat.put(message);
    this.greeting.hidden = true;
    if (!message.outgoing) { this.screen.action(null); return; }
    if (!this.person.started) this.setPerson({ ...this.person, started: true });
    this.#watchReading();
  }

  #apply(answer) {
    for (const message of answer.messages || [answer.message]) if (message) this.#put(message);
    if (answer.person) this.setPerson(answer.person);
    return answer;
  }

  // Returns null when the action was refused, after showing why.
  async #act(action, body) {
    try {
      return this.#apply(await this.sandbox.act(this.person.id, action, body));
    } catch (refusal) {
      this.screen.toast(refusal.message, true);
      return null;
    }
  }

  // A message counts as read once the bot has confirmed all updates.
  async #watchReading() {
    if (this.#reading) return;
    this.#reading = true;
    try {
      for (let last = this.#lastOwn(); last > this.#readUpTo; last = this.#lastOwn()) {
        const { pending } = await this.sandbox.idle(5);
        if (pending === 0) { this.#readUpTo = last; this.chat.draw(); }
      }
    } catch { /* tried again with the next message */ }
    this.#reading = false;
  }

  #lastOwn() { return this.chat.messages.findLast((message) => message.outgoing)?.message_id ?? 0; }

  #start() {
    return this.person.blocked && this.person.started
      ? this.#act("unblocks", {})
      : this.#act("opens", { link: `https://t.me/${this.bot.username}` });
  }

  follow(link) {
    const { kind, href } = parseLink(link, this.bot.username);
    if (kind === "bot") return this.#act("opens", { link: href });
    if (kind === "web") return confirmDialog("Open this link?", "open-link", href, "Open", () => window.open(href, "_blank", "noopener,noreferrer"));
    return this.screen.toast(`The phone would open this in another app: ${href}`);
  }

  async #tap(message, button) {
    const result = await this.#act("taps", { message_id: message.message_id, row: button.row, column: button.column });
    if (!result) return;
    if (result.url) this.follow(result.url);
    else if (result.web_app) this.#openWebApp(result.web_app);
    else if (result.copy_text !== undefined) this.#copy(result.copy_text);
    else if (result.callback_query_id && !this.#shownAnswers.has(result.callback_query_id)) {
      await new Promise((resolve) => {
        this.#waiting.set(result.callback_query_id, resolve);
        setTimeout(resolve, ANSWER_TIMEOUT);
      });
      this.#waiting.delete(result.callback_query_id);
    }
  }

  #onAnswer(answer) {
    if (this.#shownAnswers.has(answer.callback_query_id)) return;
    this.#shownAnswers.add(answer.callback_query_id);
    this.#waiting.get(answer.callback_query_id)?.();
    if (answer.text) (answer.show_alert ? this.screen.alert(answer.text) : this.screen.toast(answer.text));
    if (answer.url) this.follow(answer.url);
  }

  async #copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => {});
    this.screen.toast(`Copied: ${text}`);
  }

  async #openMiniApp(action, body, buttonText = "") {
    const opened = await this.#act(action, body);
    if (opened) this.#openWebApp(opened.web_app, buttonText);
  }

  #openWebApp(app, buttonText = "") {
    this.webApp?.close();
    const scan = async ({ person, message }) => {
      const read = await this.#act("scans", { of: person.id, message_id: message.message_id });
      return read && read.text;
    };
    this.webApp = new WebApp(app, this.bot.first_name, {
      owner: this.person, scan,
      closed: () => { this.webApp = null; },
      follow: (link) => this.follow(link),
      pictures: () => this.phones.pictures(this.person),
      sendData: (data) => this.#act("sends-web-app-data", { data, button_text: buttonText }),
    });
    this.display.append(this.webApp.root);
    this.webApp.frame.focus();
  }

  #pressKey(key) {
    if (key.kind === "contact") return shareOwn(this.bot, this.person, () => this.#act("shares-contact", {}));
    if (key.kind === "text") return this.#act("taps", { keyboard: key.text });
    if (key.kind === "web_app") return this.#openMiniApp("taps", { keyboard: key.text }, key.text);
    return this.screen.toast("This page cannot press a button of this kind");
  }

  #photograph(message) {
    const others = this.phones.others(this.person);
    photographPicture(this.sandbox, { of: this.person, message, others, follow: this.phones.follow });
  }

  #messageMenu(message, anchor, point) {
    openMenu(anchor, "Message", [
      { label: "Reply", icon: icon("back"), testid: "message-reply", act: () => this.composer.setTarget(message, "reply") },
      message.text && !message.protect_content && { label: "Copy text", icon: icon("copy"), testid: "message-copy", act: () => this.#copy(message.text) },
      message.outgoing && message.kind === "text" && { label: "Edit", icon: icon("keyboard"), testid: "message-edit", act: () => this.composer.setTarget(message, "edit") },
      { label: "Forward to the bot", icon: icon("send"), testid: "message-forward", disabled: message.protect_content,
        act: () => this.#act("forwards", { message_id: message.message_id }) },
      pictureOf(message) && { label: "Photograph or scan from another phone", icon: icon("camera"), testid: "message-photograph", act: () => this.#photograph(message) },
      { label: "Delete here", icon: icon("trash"), danger: true, testid: "message-delete", act: () => this.#act("deletes", { message_id: message.message_id }) },
    ].filter(Boolean), point);
  }

  #openMenu(anchor) {
    const { person } = this;
    openMenu(anchor, "Phone", [
      { label: "Paste a link", icon: icon("link"), act: () => this.screen.head.querySelector("[data-testid=paste-link]").click() },
      { label: "Share a contact…", hint: "own, someone else's, without user_id", icon: icon("contact"), testid: "share-any-contact",
        disabled: !person.started || person.blocked, act: () => this.composer.handlers.shareAny() },
      { label: "Change this person…", icon: icon("person"), testid: "change-person", act: () =>
        personDialog("Change this person", person, "Save", async (fields) => this.setPerson(await this.sandbox.changePerson(person.id, fields))) },
      person.blocked
        ? { label: "Unblock the bot", icon: icon("block"), testid: "unblock-bot", act: () => this.#act("unblocks", {}) }
        : { label: "Block the bot", icon: icon("block"), danger: true, testid: "block-bot", disabled: !person.started, act: () => this.#act("blocks", {}) },
    ]);
  }
}
