// The dialog of simulated faults and of Telegram's rate limits.

import { el, fill, icon } from "../base/dom.js";
import { choices, field, note, openDialog } from "../base/dialog.js";

const KINDS = [
  ["too_many_requests", "429 Too Many Requests", "with retry_after"],
  ["server_error", "500", "an error at Telegram"],
  ["bad_gateway", "502 with HTML", "a proxy answers instead"],
  ["drop", "Dropped connection", "nothing is done"],
  ["lost_answer", "Lost answer", "done, but the bot never learns"],
  ["slow", "Slow answer", "after some seconds"],
];

export class Faults {
  #faults = { planned: [], rate: 0 };
  #limits = { enabled: true };
  #dialog = null;

  constructor(sandbox) {
    this.sandbox = sandbox;
    this.badge = el("span", { class: "badge", hidden: true });
    this.button = el("button", { type: "button", class: "button", data: { testid: "faults-open" }, onclick: () => this.#open() },
      icon("fault"), "Faults", this.badge);
  }

  setFaults(faults) { this.#faults = faults; this.#show(); }
  setLimits(limits) { this.#limits = limits; this.#show(); }

  #show() {
    const planned = this.#faults.planned.length + (this.#faults.rate > 0 ? 1 : 0);
    this.badge.hidden = planned === 0;
    this.badge.textContent = String(planned);
    if (this.#dialog?.open) this.#showPlanned();
  }

  #showPlanned() {
    const lines = this.#faults.planned.map((fault) =>
      `${fault.times} × ${fault.kind.replaceAll("_", " ")} on ${fault.method || "any method"}`);
    if (this.#faults.rate > 0) lines.push(`${Math.round(this.#faults.rate * 100)} % of all calls fail at random`);
    fill(this.#dialog.querySelector(".planned"), lines.map((line) => el("li", { data: { testid: "fault-planned" } }, line)));
  }

  async #send(request) {
    try { await request; } catch (refusal) { note(refusal.message, true); }
  }

  #open() {
    const kind = choices("What happens", KINDS.map(([value, title, hint]) => ({ value, title, hint, testid: `fault-${value}` })), KINDS[0][0]);
    const method = el("input", { type: "text", placeholder: "any, or e.g. sendMessage", data: { testid: "fault-method" } });
    const times = el("input", { type: "number", value: "1", min: "1", data: { testid: "fault-times" } });
    const seconds = el("input", { type: "number", value: "2", min: "0", step: "any", data: { testid: "fault-seconds" } });
    const rate = el("input", { type: "number", value: String(Math.round(this.#faults.rate * 100)), min: "0", max: "100", data: { testid: "fault-rate" } });
    const limits = el("input", { type: "checkbox", checked: this.#limits.enabled, data: { testid: "limits-enabled" },
      onchange: () => this.#send(this.sandbox.setLimits({ enabled: limits.checked })) });
    const plan = () => this.#send(this.sandbox.addFault({
      kind: kind.chosen(), times: Number(times.value), seconds: Number(seconds.value), ...(method.value.trim() && { method: method.value.trim() }),
    }));
    this.#dialog = openDialog("Faults on demand", "faults-dialog", () => [
      el("p", {}, "They happen to the bot's next calls. A good bot loses nothing and repeats nothing."),
      kind.node,
      el("div", { class: "row" }, field("Method", method), field("Times", times), field("Seconds", seconds)),
      el("div", { class: "dialog-foot" },
        el("button", { type: "button", class: "button", data: { testid: "faults-end" }, onclick: () => this.#send(this.sandbox.clearFaults()) }, "End all"),
        el("button", { type: "button", class: "button primary", data: { testid: "fault-plan" }, onclick: plan }, "Plan it")),
      el("ul", { class: "planned", "aria-live": "polite" }),
      el("div", { class: "row at-random" }, field("Percent of all calls that fail at random", rate),
        el("button", { type: "button", class: "button", data: { testid: "fault-rate-set" },
          onclick: () => this.#send(this.sandbox.addFault({ rate: Number(rate.value) / 100, seed: 7 })) }, "Set")),
      el("label", { class: "check" }, limits, "Keep Telegram's rate limits (30 a second, 1 a second per chat)"),
    ]);
    this.#showPlanned();
  }
}
