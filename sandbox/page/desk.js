// The phones side by side and, above them, the row of those whose phone is put away. Shows as many phones as fit at first.

import { el, fill, icon } from "./dom.js";
import { note } from "./dialog.js";
import { initialsOf, tintOf } from "./format.js";
import { personDialog } from "./person.js";
import { Phone } from "./phone.js";
import { pictureOf } from "./picture.js";

const PHONE_WIDTH = 300;
const ROW_SHOWS = 24;

export class Desk {
  #people = new Map();
  #phones = new Map();
  #news = new Map(); // person id -> messages that came while the phone was away

  constructor(sandbox, clock, bot, room) {
    Object.assign(this, { sandbox, clock, bot, room });
    this.row = el("nav", { class: "people", "aria-label": "People", data: { testid: "people" } });
    this.add = el("button", { type: "button", class: "button", title: "Add a person", data: { testid: "add-person" }, onclick: () => this.#ask() }, icon("plus"), "Person");
    this.stage = el("div", { class: "stage" });
    fill(room, this.row, this.stage);
  }

  /** Lays out the people; `only`: names (or first names) to show, all that fit when empty. */
  async load(people, only = []) {
    this.#people = new Map(people.map((person) => [person.id, person]));
    for (const id of [...this.#phones.keys()]) if (!this.#people.has(id)) this.hide({ id });
    const named = people.filter((person) => only.some((name) => person.name === name || person.first_name === name));
    const open = this.#phones.size ? [] : named.length ? named : people.slice(0, this.#room());
    for (const person of open) this.#place(person);
    await Promise.all([...this.#phones.values()].map((phone) => phone.load()));
    this.#draw();
  }

  #room() { return Math.max(1, Math.floor((innerWidth - 40) / (PHONE_WIDTH + 20))); }

  nameOf(personId) { return this.#people.get(personId)?.name; }

  others(person) { return [...this.#people.values()].filter((other) => other.id !== person.id).slice(0, ROW_SHOWS); }

  /** Pictures that the other phones show, oldest first. */
  pictures(person) {
    return [...this.#phones.values()].filter((phone) => phone.person.id !== person.id)
      .flatMap((phone) => phone.chat.messages.filter(pictureOf).map((message) => ({ person: phone.person, message })))
      .sort((a, b) => a.message.revision - b.message.revision);
  }

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
    else if (!known && this.#phones.size < this.#room()) this.show(person);
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
      this.#news.set(data.person_id, (this.#news.get(data.person_id) || 0) + 1);
      this.#draw();
    }
  }

  #place(person) {
    const phone = new Phone(this.sandbox, this.clock, this.bot, person, this);
    this.#phones.set(person.id, phone);
    this.stage.append(phone.root);
    return phone;
  }

  async show(person) {
    if (this.#phones.has(person.id)) return;
    this.#news.delete(person.id);
    const phone = this.#place(person);
    this.#draw();
    try { await phone.load(); } catch (refusal) { note(refusal.message, true); }
    phone.root.scrollIntoView({ inline: "nearest", block: "nearest" });
  }

  hide(person) {
    this.#phones.get(person.id)?.close();
    this.#phones.delete(person.id);
    this.#draw();
  }

  #ask() {
    personDialog("Add a person", {}, "Add", async (fields) => {
      const person = await this.sandbox.addPerson(fields);
      this.#people.set(person.id, person);
      await this.show(person);
    });
  }

  #chip(person) {
    const news = this.#news.get(person.id);
    return el("button", { type: "button", class: "chip", title: "Take this phone out",
      data: { testid: "person-chip", personId: String(person.id), name: person.name },
      onclick: () => this.show(person) },
    el("span", { class: `avatar ${tintOf(person.id)}`, "aria-hidden": "true" }, initialsOf(person.name)), person.name,
    news > 0 && el("span", { class: "badge" }, String(news)));
  }

  #draw() {
    const away = [...this.#people.values()].filter((person) => !this.#phones.has(person.id));
    this.row.hidden = away.length === 0;
    fill(this.row, el("span", { class: "more-people" }, "Put away:"), away.slice(0, ROW_SHOWS).map((person) => this.#chip(person)),
      away.length > ROW_SHOWS && el("span", { class: "more-people" }, `and ${away.length - ROW_SHOWS} more`));
    this.stage.querySelector(".empty")?.remove();
    if (!this.#phones.size) this.stage.append(el("p", { class: "empty" }, away.length ? "Choose a person above." : "Nobody is here yet. Add a person to begin."));
  }
}
