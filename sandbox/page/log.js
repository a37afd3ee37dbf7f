// The drawer with the bot's calls, newest first; refused ones in red with Telegram's reason. Keeps the last 500 on screen.

import { el, fill, icon, iconButton } from "./dom.js";
import { note } from "./dialog.js";

const KEPT = 500;
const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

function gistOf({ parameters, fault }, name) {
  const told = Object.entries(parameters || {}).filter(([parameter]) => !name || parameter !== "chat_id");
  const words = told.map(([name, value]) => `${name}: ${value}`);
  return [fault && `fault: ${fault}`, ...words].filter(Boolean).join(" · ");
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
  el("span", { class: "gist" }, name && el("strong", {}, `${name} · `), gistOf(call, name)));
  return el("li", { class: call.ok ? "call" : "call refused",
    data: { testid: "call", method: call.method, ok: String(call.ok), number: String(call.number) } }, head, details);
}

export class Log {
  #calls = [];
  #refused = 0;

  /** `nameOf(personId)` gives a person's name, or nothing. */
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
        iconButton("trash", "Forget the calls", () => this.#forget(), { data: { testid: "log-clear" } }),
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

  open(wanted) {
    this.drawer.hidden = !wanted;
    this.toggle.setAttribute("aria-expanded", String(wanted));
  }

  add(call) {
    if (this.#calls.some((known) => known.number === call.number)) return;
    this.#calls.push(call);
    if (this.#calls.length > KEPT) this.#calls.shift();
    if (!call.ok) this.#refused += 1;
    this.#count();
    if (!this.#fits(call)) return;
    this.list.querySelector(".empty")?.remove();
    this.list.prepend(row(call, this.nameOf));
    if (this.list.children.length > KEPT) this.list.lastChild.remove();
  }

  #fits(call) {
    if (this.only.checked && call.ok) return false;
    const wanted = this.search.value.trim().toLowerCase();
    if (call.ok && !wanted && call.method.toLowerCase() === "getupdates") return false; // a poll a second says nothing
    return !wanted || `${call.method} ${gistOf(call)} ${call.error || ""}`.toLowerCase().includes(wanted);
  }

  #count() {
    this.badge.hidden = this.#refused === 0;
    this.badge.textContent = String(this.#refused);
    this.badge.setAttribute("aria-label", `${this.#refused} refused`);
  }

  #draw() {
    const shown = this.#calls.filter((call) => this.#fits(call)).reverse();
    fill(this.list, shown.length ? shown.map((call) => row(call, this.nameOf)) : el("li", { class: "empty" }, "No call to show yet."));
    this.#count();
  }

  async #forget() {
    try {
      await this.sandbox.forgetCalls();
      await this.load();
    } catch (refusal) { note(refusal.message, true); }
  }
}
