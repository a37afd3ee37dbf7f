// What stands below the chat: the input, the clip, the menu of commands, the reply keyboard; or, before the first word and
// after a block, the one big button instead.

import { el, fill, icon, iconButton } from "./dom.js";
import { openMenu } from "./dialog.js";
import { AttachSheet } from "./attach.js";

const KEY_SIGNS = { contact: "contact", location: "external" };

export class Composer {
  #keyboard = null;
  #commands = [];
  #target = null; // {message, verb: "reply" | "edit"}

  /** `hands`: `say(text, replyTo)`, `edit(message, text)`, `upload(verb, files, caption)`, `pressKey(key)`, `photographScreen()`, `start()`, `complain(text)`. */
  constructor(hands) {
    this.hands = hands;
    this.sheet = new AttachSheet(hands.upload, hands.complain);
    this.input = el("textarea", { rows: 1, maxLength: 4096, placeholder: "Message", "aria-label": "Message", data: { testid: "composer-input" },
      oninput: () => this.#fit(), onkeydown: (event) => this.#onKey(event), onpaste: (event) => this.#onPaste(event) });
    this.photos = this.#picker("image/png,image/jpeg,image/webp", "photos", "attach-photo-input");
    this.files = this.#picker("", "files", "attach-file-input");
    this.menu = el("button", { type: "button", class: "commands-button", hidden: true, "aria-label": "Commands", data: { testid: "commands" },
      onclick: () => this.#openCommands() }, icon("menu"), el("span", {}, "Menu"));
    this.toggle = iconButton("keyboard", "Show or hide the keyboard", () => this.#showKeys(this.keys.hidden), { hidden: true, data: { testid: "keyboard-toggle" } });
    this.sendButton = iconButton("send", "Send", () => this.#send(), { class: "icon-button send", data: { testid: "composer-send" } });
    this.keys = el("div", { class: "reply-keys", hidden: true, role: "group", "aria-label": "Keyboard of the bot", data: { testid: "reply-keyboard" } });
    this.aim = el("div", { class: "aim", hidden: true });
    this.bar = el("div", { class: "composer-bar" }, this.menu,
      iconButton("clip", "Attach", (event) => this.#openAttach(event.currentTarget), { data: { testid: "attach" } }),
      this.input, this.toggle, this.sendButton, this.photos, this.files);
    this.start = el("button", { type: "button", class: "start", hidden: true, data: { testid: "start-button" }, onclick: () => hands.start() }, "Start");
    this.root = el("footer", { class: "composer" }, this.sheet.root, this.aim, this.bar, this.keys, this.start);
  }

  #picker(accept, preferred, testid) {
    return el("input", { type: "file", accept, multiple: true, hidden: true, tabIndex: -1, data: { testid }, onchange: (event) => {
      this.sheet.add([...event.target.files], preferred);
      event.target.value = "";
    } });
  }

  /** `person.started`, `person.blocked` decide between the input and the big button. */
  show(person) {
    const closed = !person.started || person.blocked;
    this.start.textContent = person.blocked ? "Unblock the bot" : "Start";
    if (closed === !this.start.hidden) return;
    this.start.hidden = !closed;
    this.bar.hidden = closed;
    if (closed) this.keys.hidden = true;
    else this.#showKeys(Boolean(this.#keyboard));
  }

  setCommands(commands) {
    this.#commands = commands || [];
    this.menu.hidden = this.#commands.length === 0;
  }

  setKeyboard(keyboard) {
    this.#keyboard = keyboard;
    this.toggle.hidden = !keyboard;
    this.input.placeholder = keyboard?.placeholder || "Message";
    fill(this.keys, (keyboard?.rows || []).map((row) => el("div", { class: "keys-row" }, row.map((key) =>
      el("button", { type: "button", class: "reply-key", data: { testid: "reply-button", kind: key.kind, text: key.text }, onclick: () => {
        this.hands.pressKey(key);
        if (keyboard.one_time) this.#showKeys(false);
      } }, KEY_SIGNS[key.kind] && icon(KEY_SIGNS[key.kind]), el("span", {}, key.text))))));
    this.#showKeys(Boolean(keyboard) && !this.bar.hidden);
  }

  /** Aims the next text at a message: answering it, or replacing it. */
  aimAt(message, verb) {
    this.#target = message && { message, verb };
    this.aim.hidden = !message;
    if (!message) return;
    if (verb === "edit") this.input.value = message.text;
    fill(this.aim, el("div", { class: "aim-words" }, el("strong", {}, verb === "edit" ? "Edit message" : "Reply"),
      el("span", {}, message.text || message.kind)), iconButton("close", "Never mind", () => { this.aimAt(null); this.input.value = ""; }));
    this.#fit();
    this.input.focus();
  }

  #showKeys(wanted) {
    this.keys.hidden = !wanted;
    this.toggle.setAttribute("aria-pressed", String(wanted));
  }

  #fit() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight + 2, 132)}px`;
    this.sendButton.classList.toggle("ready", this.input.value.trim() !== "");
  }

  #onKey(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  #onPaste(event) {
    const files = [...(event.clipboardData?.files || [])];
    if (!files.length) return;
    event.preventDefault();
    this.sheet.add(files, "photos");
  }

  async #send() {
    const text = this.input.value.trim();
    if (!text) return;
    const target = this.#target;
    this.input.value = "";
    this.aimAt(null);
    this.#fit();
    const sent = target?.verb === "edit"
      ? await this.hands.edit(target.message, text)
      : await this.hands.say(text, target?.message.message_id);
    if (sent || this.input.value) return;
    this.input.value = text;
    this.#fit();
  }

  #openCommands() {
    openMenu(this.menu, "Commands", this.#commands.map(({ command, description }) => ({
      label: `/${command}`, hint: description, testid: "command", act: () => this.hands.say(`/${command}`),
    })));
  }

  #openAttach(anchor) {
    openMenu(anchor, "Attach", [
      { label: "Photo or album", sign: icon("image"), testid: "attach-photo", act: () => this.photos.click() },
      { label: "File", sign: icon("file"), testid: "attach-file-choice", act: () => this.files.click() },
      { label: "Photograph another phone", sign: icon("camera"), testid: "attach-camera", act: () => this.hands.photographScreen() },
      { label: "Contact…", sign: icon("contact"), testid: "attach-contact", act: () => this.hands.shareAny() },
    ]);
  }
}
