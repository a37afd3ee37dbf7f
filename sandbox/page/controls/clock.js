// The sandbox's clock in the top bar: shows the time and moves it. Between events of the server it runs by itself.

import { el, fill } from "../base/dom.js";
import { field, note, openDialog } from "../base/dialog.js";
import { hourOf, longDayOf, offsetOf } from "../base/format.js";

const STEPS = [
  ["+1 min", "plus-1-minute", { minutes: 1 }, "One minute later"],
  ["+3 min", "plus-3-minutes", { minutes: 3 }, "Three minutes later"],
  ["+1 h", "plus-1-hour", { hours: 1 }, "One hour later"],
  ["+1 day", "plus-1-day", { days: 1 }, "One day later"],
  ["+30 days", "plus-30-days", { days: 30 }, "Thirty days later"],
];

export class Clock {
  #offset = 0;
  #skew = 0; // milliseconds between the clock of this browser and the sandbox's
  #watchers = new Set();

  constructor(sandbox) {
    this.sandbox = sandbox;
    this.time = el("time", { data: { testid: "clock-time" }, "aria-label": "Sandbox time" });
    this.root = el("div", { class: "clock", role: "group", "aria-label": "Clock", data: { testid: "clock" } },
      this.time, this.#step("Now", "now", { offset_seconds: 0 }, "Back to real time"),
      STEPS.map((step) => this.#step(...step)),
      el("button", { type: "button", class: "button", data: { testid: "clock-custom" }, onclick: () => this.#custom() }, "Custom…"));
    setInterval(() => this.#show(), 1000);
  }

  #step(label, testid, change, title) {
    return el("button", { type: "button", class: "button", title, data: { testid: `clock-${testid}` },
      onclick: () => this.#move(change) }, label);
  }

  now() { return new Date(Date.now() + this.#skew); }

  /** Calls `watcher(now)` every second and whenever the clock is moved; returns a function that ends this. */
  watch(watcher) { this.#watchers.add(watcher); watcher(this.now()); return () => this.#watchers.delete(watcher); }

  set(clock) {
    this.#offset = clock.offset_seconds;
    this.#skew = Date.parse(clock.now) - Date.now();
    this.#show();
  }

  async #move(change) {
    try {
      const clock = await this.sandbox.moveClock(change);
      this.set(clock);
      if (clock.acknowledged === false) note("The clock moved; the bot has not noticed yet");
    } catch (refusal) { note(refusal.message, true); }
  }

  #show() {
    const now = this.now();
    const ahead = offsetOf(this.#offset);
    const shown = `${hourOf(now)} ${ahead}`;
    if (this.time.dataset.shown !== shown) {
      this.time.dataset.shown = shown;
      this.time.dateTime = now.toISOString();
      fill(this.time, el("span", { class: "hour" }, hourOf(now)), el("span", { class: "day" }, longDayOf(now)),
        ahead && el("span", { class: "ahead", data: { testid: "clock-offset" } }, ahead));
    }
    for (const watcher of this.#watchers) watcher(now);
  }

  #custom() {
    const amount = el("input", { type: "number", value: "150", step: "any", required: true, data: { testid: "clock-amount" } });
    const unit = el("select", { data: { testid: "clock-unit" } },
      ["minutes", "hours", "days"].map((name) => el("option", { value: name, selected: name === "days" }, name)));
    openDialog("Move the clock", "clock-dialog", (close) => [
      el("p", {}, "What is due by then happens at once. A negative number moves it back."),
      el("div", { class: "row" }, field("How far", amount), field("Unit", unit)),
      el("div", { class: "dialog-foot" },
        el("button", { type: "submit", class: "button primary", data: { testid: "clock-move" }, onclick: () => {
          if (!amount.reportValidity()) return;
          close();
          this.#move({ [unit.value]: Number(amount.value) });
        } }, "Move")),
    ]);
  }
}
