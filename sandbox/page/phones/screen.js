// The parts of a phone's screen around the chat: status bar, header, link box, toast, alert.

import { el, fill, icon, iconButton } from "../base/dom.js";
import { hourOf, initialsOf, tintOf } from "../base/format.js";

const ACTIONS = {
  typing: "typing…",
  upload_photo: "sending a photo…",
  upload_document: "sending a file…",
  upload_video: "sending a video…",
  choose_sticker: "choosing a sticker…",
};
const ACTION_MS = 5000;
const TOAST_MS = 3200;

export class Screen {
  #actionTimer = null;
  #toastTimer = null;

  constructor(bot, handlers) {
    this.bot = bot;
    this.time = el("time", {});
    this.subtitle = el("span", { class: "subtitle", "aria-live": "polite", data: { testid: "chat-action" } }, "bot");
    this.status = el("div", { class: "status", "aria-hidden": "true" }, this.time, el("span", { class: "notch" }), el("span", { class: "battery" }));
    this.head = el("header", { class: "chat-head" },
      el("span", { class: "avatar bot-avatar", "aria-hidden": "true" }, initialsOf(bot.first_name)),
      el("div", { class: "chat-title" }, el("strong", {}, bot.first_name), this.subtitle),
      iconButton("link", "Paste a link", () => this.#toggleLink(), { "aria-expanded": "false", data: { testid: "paste-link" } }),
      iconButton("more", "More", (event) => handlers.openMenu(event.currentTarget), { data: { testid: "phone-menu" } }));
    this.linkInput = el("input", { type: "url", placeholder: `https://t.me/${bot.username}?start=…`, "aria-label": "Link",
      data: { testid: "paste-link-input" } });
    this.linkBox = el("form", { class: "link-box", hidden: true, onsubmit: (event) => { event.preventDefault(); this.#openLink(handlers); } },
      this.linkInput, el("button", { type: "submit", class: "button primary", data: { testid: "paste-link-open" } }, "Open"));
    this.linkInput.noValidate = true;
    this.linkBox.noValidate = true;
    this.toastBox = el("div", { class: "toast", role: "status", hidden: true, data: { testid: "toast" } });
    this.over = el("div", { class: "over" });
  }

  tick(now) { this.time.textContent = hourOf(now); }

  #toggleLink() {
    this.linkBox.hidden = !this.linkBox.hidden;
    this.head.querySelector("[data-testid=paste-link]").setAttribute("aria-expanded", String(!this.linkBox.hidden));
    if (!this.linkBox.hidden) this.linkInput.focus();
  }

  #openLink(handlers) {
    const link = this.linkInput.value.trim();
    if (!link) return;
    this.linkInput.value = "";
    this.#toggleLink();
    handlers.follow(link);
  }

  action(name) {
    clearTimeout(this.#actionTimer);
    this.subtitle.textContent = name ? ACTIONS[name] || "working…" : "bot";
    this.subtitle.classList.toggle("busy", Boolean(name));
    if (name) this.#actionTimer = setTimeout(() => this.action(null), ACTION_MS);
  }

  toast(sentence, bad = false) {
    clearTimeout(this.#toastTimer);
    this.toastBox.textContent = sentence;
    this.toastBox.classList.toggle("bad", bad);
    this.toastBox.hidden = false;
    this.#toastTimer = setTimeout(() => { this.toastBox.hidden = true; }, bad ? 6000 : TOAST_MS);
  }

  alert(sentence) {
    const close = () => fill(this.over);
    const ok = el("button", { type: "button", class: "button primary", data: { testid: "alert-ok" }, onclick: close }, "OK");
    fill(this.over, el("div", { class: "alert-backdrop" }, el("div", { class: "alert", role: "alertdialog", "aria-label": this.bot.first_name, data: { testid: "alert" } },
      el("strong", {}, this.bot.first_name), el("p", {}, sentence), ok)));
    ok.focus();
  }
}

/** Creates the label above a phone: its owner. */
export function ownerLabel(person, hide) {
  return el("div", { class: "owner" },
    el("span", { class: `avatar ${tintOf(person.id)}`, "aria-hidden": "true" }, initialsOf(person.name)),
    el("div", { class: "owner-text" }, el("strong", {}, person.name),
      el("span", {}, [person.phone, person.language_code].filter(Boolean).join(" · "))),
    person.blocked && el("span", { class: "blocked-mark", data: { testid: "blocked-mark" } }, icon("block"), "blocked the bot"),
    iconButton("close", `Put ${person.name}'s phone away`, hide, { data: { testid: "hide-phone" } }));
}

/** Creates what an empty chat shows: the bot's name and description. */
export function greeting(bot) {
  return el("div", { class: "greeting", data: { testid: "greeting" } },
    el("span", { class: "avatar bot-avatar large", "aria-hidden": "true" }, initialsOf(bot.first_name)),
    el("strong", {}, bot.first_name), el("span", { class: "handle" }, `@${bot.username}`),
    bot.description && el("p", {}, bot.description));
}
