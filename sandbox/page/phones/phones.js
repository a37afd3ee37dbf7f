// The phones side by side, and above them the people whose phones are hidden. At first it shows as many as fit.

import { el, fill, icon } from "../base/dom.js";
import { note } from "../base/dialog.js";
import { initialsOf, tintOf } from "../base/format.js";
import { personDialog } from "./person.js";
import { Phone } from "./phone.js";
import { pictureOf } from "../messages/picture.js";

const PHONE_WIDTH = 300; // comfortable; more phones make all of them narrower
const MAX_HIDDEN_SHOWN = 24;

export class Phones {
  #people = new Map();
  #phones = new Map();
  #unread = new Map(); // person id -> messages that came while the phone was hidden

  constructor(sandbox, clock, bot, root) {
    Object.assign(this, { sandbox, clock, bot, root });
    this.row = el("nav", { class: "people", "aria-label": "People", data: { testid: "people" } });
    this.add = el("button", { type: "button", class: "button", title: "Add a person", data: { testid: "add-person" }, onclick: () => this.#addPerson() }, icon("plus"), "Person");
    this.phoneRow = el("div", { id: "phone-row", class: "phone-row", tabindex: "-1" });
    fill(root, this.row, this.phoneRow);
  }

  /** Shows people: those named in `only` by name or first name, or as many as fit. */
  async load(people, only = []) {
    this.#people = new Map(people.map((person) => [person.id, person]));
    for (const id of [...this.#phones.keys()]) if (!this.#people.has(id)) this.hide({ id });
    const named = people.filter((person) => only.some((name) => person.name === name || person.first_name === name));
    const open = this.#phones.size ? [] : named.length ? named : people.slice(0, this.#capacity());
    for (const person of open) this.#addPhone(person);
    await Promise.all([...this.#phones.values()].map((phone) => phone.load()));
    this.#draw();
  }

  #capacity() { return Math.max(1, Math.floor((innerWidth - 40) / (PHONE_WIDTH + 20))); }

  nameOf(personId) { return this.#people.get(personId)?.name; }

  others(person) { return [...this.#people.values()].filter((other) => other.id !== person.id).slice(0, MAX_HIDDEN_SHOWN); }

  /** Returns the pictures in the other phones, oldest first. */
  pictures(person) {
    return [...this.#phones.values()].filter((phone) => phone.person.id !== person.id)
      .flatMap((phone) => phone.chat.messages.filter(pictureOf).map((message) => ({ person: phone.person, message })))
      .sort((a, b) => a.message.revision - b.message.revision);
  }

  /** Opens a link in a person's phone, which is shown for it. */
  follow = async (personId, link) => {
    await this.show(this.#people.get(personId));
    this.#phones.get(personId).follow(link);
  };

  on(kind, data) {
    if (kind === "person") this.#onPerson(data.person);
    else if (kind === "bot" && data.bot.id === this.bot.id) this.#onBot(data.bot);
    else if (data.person_id && data.bot_id === this.bot.id) this.#onChat(kind, data);
  }

  #onPerson(person) {
    const known = this.#people.has(person.id);
    this.#people.set(person.id, person);
    const phone = this.#phones.get(person.id);
    if (phone) phone.setPerson(person);
    else if (!known && this.#phones.size < this.#capacity()) this.show(person);
    this.#draw();
  }

  #onBot(bot) {
    this.bot = bot;
    for (const phone of this.#phones.values()) { phone.setBot(bot); phone.loadCommands(); }
  }

  #onChat(kind, data) {
    const phone = this.#phones.get(data.person_id);
    if (phone) phone.on(kind, data);
    else if (kind === "message_new" && !data.message.outgoing) {
      this.#unread.set(data.person_id, (this.#unread.get(data.person_id) || 0) + 1);
      this.#draw();
    }
  }

  #addPhone(person) {
    const phone = new Phone(this.sandbox, this.clock, this.bot, person, this);
    this.#phones.set(person.id, phone);
    this.phoneRow.append(phone.root);
    return phone;
  }

  async show(person) {
    if (this.#phones.has(person.id)) return;
    this.#unread.delete(person.id);
    const phone = this.#addPhone(person);
    this.#draw();
    try { await phone.load(); } catch (refusal) { note(refusal.message, true); }
    phone.root.scrollIntoView({ inline: "nearest", block: "nearest" });
  }

  hide(person) {
    this.#phones.get(person.id)?.close();
    this.#phones.delete(person.id);
    this.#draw();
  }

  #addPerson() {
    personDialog("Add a person", {}, "Add", async (fields) => {
      const person = await this.sandbox.addPerson(fields);
      this.#people.set(person.id, person);
      await this.show(person);
    });
  }

  #chip(person) {
    const unread = this.#unread.get(person.id);
    return el("button", { type: "button", class: "chip", title: "Show this phone",
      data: { testid: "person-chip", personId: String(person.id), name: person.name },
      onclick: () => this.show(person) },
    el("span", { class: `avatar ${tintOf(person.id)}`, "aria-hidden": "true" }, initialsOf(person.name)), person.name,
    unread > 0 && el("span", { class: "badge" }, String(unread)));
  }

  #draw() {
    const hidden = [...this.#people.values()].filter((person) => !this.#phones.has(person.id));
    this.row.hidden = hidden.length === 0;
    fill(this.row, el("span", { class: "more-people" }, "Hidden:"), hidden.slice(0, MAX_HIDDEN_SHOWN).map((person) => this.#chip(person)),
      hidden.length > MAX_HIDDEN_SHOWN && el("span", { class: "more-people" }, `and ${hidden.length - MAX_HIDDEN_SHOWN} more`));
    this.phoneRow.querySelector(".empty")?.remove();
    if (!this.#phones.size) this.phoneRow.append(el("p", { class: "empty" }, hidden.length ? "Choose a person above." : "Nobody is here yet. Add a person to begin."));
  }
}
