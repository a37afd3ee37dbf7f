// The log of the bot's calls, newest first; refused ones are red and show Telegram's reason. It shows the last 500.

import { el, fill, icon, iconButton } from "../base/dom.js";
import { note } from "../base/dialog.js";

const MAX_ROWS = 500;
const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

function summaryOf({ parameters, fault }, name) {
  const shown = Object.entries(parameters || {}).filter(([parameter]) => !name || parameter !== "chat_id");
  const texts = shown.map(([name, value]) => `${name}: ${value}`);
  return [fault && `fault: ${fault}`, ...texts].filter(Boolean).join(" · ");
}

function detailsOf(call) {
  return Object.entries(call.parameters || {}).map(([name, value]) => `${name} = ${value}`).join("\n") || "no parameters";
}

function row(call, nameOf) {
  const name = call.person_id && nameOf(call.person_id);
  const details = el("pre", { hidden: true }, detailsOf(call));
  const head = el("button", { type: "button", "aria-expanded": "false", onclick: () => {
    details.hidden = !details.hidden;
    head.setAttribute("aria-expanded", String(!details.hidden));
  } },
  el("span", { class: "at" }, TIME.format(new Date(call.at))),
  el("span", { class: "method" }, call.method),
  el("span", { class: "result" }, call.ok ? `${Math.round(call.ms)} ms` : String(call.status || "no answer")),
  !call.ok && el("span", { class: "reason", data: { testid: "call-reason" } }, call.error || call.fault || "refused"),
  el("span", { class: "summary" }, name && el("strong", {}, `${name} · `), summaryOf(call, name)));
  return el("li", { class: call.ok ? "call" : "call refused",
    data: { testid: "call", method: call.method, ok: String(call.ok), number: String(call.number) } }, head, details);
}

export class Log {
  #calls = [];
  #refused = 0;

  /** `nameOf(personId)` returns the name of a known person. */
  constructor(sandbox, drawer, nameOf) {
    this.sandbox = sandbox;
    this.nameOf = nameOf;
    this.drawer = drawer;
    this.badge = el("span", { class: "badge", hidden: true, data: { testid: "log-refused" } });
    this.toggle = el("button", { type: "button", class: "button", "aria-expanded": "false", "aria-controls": drawer.id,
      data: { testid: "log-toggle" }, onclick: () => this.open(drawer.hidden) }, icon("log"), "Log", this.badge);
    this.search = el("input", { type: "search", placeholder: "Method or text", "aria-label": "Filter calls",
      data: { testid: "log-search" }, oninput: () => this.#draw() });
    this.only = el("input", { type: "checkbox", data: { testid: "log-only-refused" }, onchange: () => this.#draw() });
    this.list = el("ol", { class: "calls", data: { testid: "calls" } });
    drawer.append(
      el("div", { class: "drawer-head" }, el("h2", {}, "Calls of the bot"),
        iconButton("trash", "Clear the log", () => this.#clear(), { data: { testid: "log-clear" } }),
        iconButton("close", "Close the log", () => this.open(false))),
      el("div", { class: "drawer-tools" }, this.search, el("label", { class: "check" }, this.only, "Refused only")),
      this.list);
  }

  async load() {
    const { calls, refused } = await this.sandbox.calls(200);
    this.#calls = [...calls].sort((a, b) => a.number - b.number);
    this.#refused = refused;
    this.#draw();
  }

  open(open) {
    this.drawer.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
  }

  add(call) {
    if (this.#calls.some((known) => known.number === call.number)) return;
    this.#calls.push(call);
    if (this.#calls.length > MAX_ROWS) this.#calls.shift();
    if (!call.ok) this.#refused += 1;
    this.#count();
    if (!this.#matches(call)) return;
    this.list.querySelector(".empty")?.remove();
    this.list.prepend(row(call, this.nameOf));
    if (this.list.children.length > MAX_ROWS) this.list.lastChild.remove();
  }

  #matches(call) {
    if (this.only.checked && call.ok) return false;
    const wanted = this.search.value.trim().toLowerCase();
    if (call.ok && !wanted && call.method.toLowerCase() === "getupdates") return false; // there is one every second
    return !wanted || `${call.method} ${summaryOf(call)} ${call.error || ""}`.toLowerCase().includes(wanted);
  }

  #count() {
    this.badge.hidden = this.#refused === 0;
    this.badge.textContent = String(this.#refused);
    this.badge.setAttribute("aria-label", `${this.#refused} refused`);
  }

  #draw() {
    const shown = this.#calls.filter((call) => this.#matches(call)).reverse();
    fill(this.list, shown.length ? shown.map((call) => row(call, this.nameOf)) : el("li", { class: "empty" }, "No call to show yet."));
    this.#count();
  }

  async #clear() {
    try {
      await this.sandbox.clearCalls();
      await this.load();
    } catch (refusal) { note(refusal.message, true); }
  }
}
