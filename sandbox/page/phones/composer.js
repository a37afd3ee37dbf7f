// Below the chat: the input, the attach button, the menu of commands and the reply keyboard, or the Start button.

import { el, fill, icon, iconButton } from "../base/dom.js";
import { openMenu } from "../base/dialog.js";
import { AttachSheet } from "./attach.js";
import { MEDIA } from "../messages/media.js";

const KEY_SIGNS = { contact: "contact", location: "external" };

export class Composer {
  #keyboard = null;
  #commands = [];
  #menuApp = null;
  #target = null; // {message, mode: "reply" | "edit"}

  /** `handlers`: `send(text, replyTo)`, `edit(message, text)`, `upload(action, files, caption)`, `pressKey(key)`, `photographScreen()`, `openMenuApp()`, `start()`, `showError(text)`. */
  constructor(handlers) {
    this.handlers = handlers;
    this.sheet = new AttachSheet(handlers.upload, handlers.showError);
    this.input = el("textarea", { rows: 1, maxLength: 4096, placeholder: "Message", "aria-label": "Message", data: { testid: "composer-input" },
      oninput: () => this.#fit(), onkeydown: (event) => this.#onKey(event), onpaste: (event) => this.#onPaste(event) });
    this.photos = this.#picker("image/png,image/jpeg,image/webp", "photos", "attach-photo-input");
    this.files = this.#picker("", "files", "attach-file-input");
    this.menu = el("button", { type: "button", class: "commands-button", hidden: true, "aria-label": "Commands", data: { testid: "commands" },
      onclick: () => (this.#menuApp ? this.handlers.openMenuApp() : this.#openCommands()) }, icon("menu"), el("span", {}, "Menu"));
    this.toggle = iconButton("keyboard", "Show or hide the keyboard", () => this.#showKeys(this.keys.hidden), { hidden: true, data: { testid: "keyboard-toggle" } });
    this.sendButton = iconButton("send", "Send", () => this.#send(), { class: "icon-button send", data: { testid: "composer-send" } });
    this.keys = el("div", { class: "reply-keys", hidden: true, role: "group", "aria-label": "Keyboard of the bot", data: { testid: "reply-keyboard" } });
    this.targetBox = el("div", { class: "target", hidden: true });
    this.bar = el("div", { class: "composer-bar" }, this.menu,
      iconButton("clip", "Attach", (event) => this.#openAttach(event.currentTarget), { data: { testid: "attach" } }),
      this.input, this.toggle, this.sendButton, this.photos, this.files);
    this.start = el("button", { type: "button", class: "start", hidden: true, data: { testid: "start-button" }, onclick: () => handlers.start() }, "Start");
    this.root = el("footer", { class: "composer" }, this.sheet.root, this.targetBox, this.bar, this.keys, this.start);
  }

  #picker(accept, preferred, testid) {
    return el("input", { type: "file", accept, multiple: true, hidden: true, tabIndex: -1, data: { testid }, onchange: (event) => {
      this.sheet.add([...event.target.files], preferred);
      event.target.value = "";
    } });
  }

  /** Shows the input, or the Start button when the bot is not started or blocked. */
  show(person) {
    const closed = !person.started || person.blocked;
    this.start.textContent = person.blocked ? "Unblock the bot" : "Start";
    if (closed === !this.start.hidden) return;
    this.start.hidden = !closed;
    this.bar.hidden = closed;
    if (closed) this.keys.hidden = true;
    else this.#showKeys(Boolean(this.#keyboard));
  }

  setCommands(commands, menuButton = null) {
    this.#commands = commands || [];
    this.#menuApp = menuButton?.type === "web_app" ? menuButton : null;
    this.menu.hidden = !this.#menuApp && this.#commands.length === 0;
    this.menu.querySelector("span").textContent = this.#menuApp ? this.#menuApp.text : "Menu";
    this.menu.setAttribute("aria-label", this.#menuApp ? this.#menuApp.text : "Commands");
  }

  setKeyboard(keyboard) {
    this.#keyboard = keyboard;
    this.toggle.hidden = !keyboard;
    this.input.placeholder = keyboard?.placeholder || "Message";
    fill(this.keys, (keyboard?.rows || []).map((row) => el("div", { class: "keys-row" }, row.map((key) =>
      el("button", { type: "button", class: "reply-key", data: { testid: "reply-button", kind: key.kind, text: key.text }, onclick: () => {
        this.handlers.pressKey(key);
        if (keyboard.one_time) this.#showKeys(false);
      } }, KEY_SIGNS[key.kind] && icon(KEY_SIGNS[key.kind]), el("span", {}, key.text))))));
    this.#showKeys(Boolean(keyboard) && !this.bar.hidden);
  }

  /** Makes the next text a reply to a message or its new text; `null` cancels. */
  setTarget(message, mode) {
    this.#target = message && { message, mode };
    this.targetBox.hidden = !message;
    if (!message) return;
    if (mode === "edit") this.input.value = message.text;
    fill(this.targetBox, el("div", { class: "target-text" }, el("strong", {}, mode === "edit" ? "Edit message" : "Reply"),
      el("span", {}, message.text || message.kind)), iconButton("close", "Cancel", () => { this.setTarget(null); this.input.value = ""; }));
    this.#fit();
    this.input.focus();
  }

  #showKeys(visible) {
    this.keys.hidden = !visible;
    this.toggle.setAttribute("aria-pressed", String(visible));
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
    this.setTarget(null);
    this.#fit();
    const sent = target?.mode === "edit"
      ? await this.handlers.edit(target.message, text)
      : await this.handlers.send(text, target?.message.message_id);
    if (sent || this.input.value) return;
    this.input.value = text;
    this.#fit();
  }

  #openCommands() {
    openMenu(this.menu, "Commands", this.#commands.map(({ command, description }) => ({
      label: `/${command}`, hint: description, testid: "command", act: () => this.handlers.send(`/${command}`),
    })));
  }

  #openMedia(anchor) {
    openMenu(anchor, "Send a sample", Object.entries(MEDIA).map(([kind, { title, sign }]) => ({
      label: title, icon: icon(sign), testid: `medium-${kind}`, act: () => this.handlers.sendMedium(kind),
    })));
  }

  #openAttach(anchor) {
    openMenu(anchor, "Attach", [
      { label: "Photo or album", icon: icon("image"), testid: "attach-photo", act: () => this.photos.click() },
      { label: "File", icon: icon("file"), testid: "attach-file-choice", act: () => this.files.click() },
      { label: "Voice, video, sticker, place…", icon: icon("more"), testid: "attach-medium", act: () => this.#openMedia(anchor) },
      { label: "Photograph or scan another phone", icon: icon("camera"), testid: "attach-camera", act: () => this.handlers.photographScreen() },
      { label: "Contact…", icon: icon("contact"), testid: "attach-contact", act: () => this.handlers.shareAny() },
    ]);
  }
}
