/** What the guard sees, hears and feels: one big verdict with colour, word and shape, and the counter of the shift. */

import { insideTelegram, vibrate } from "../app/telegram.js";
import { fromBase64 } from "../verify/bytes.js";
import { byId, element } from "../verify/elements.js";

/**
 * @typedef {{texts: Record<string, string>, language: string, types: Record<string, string>,
 *   severities: Record<string, string>, decoder: string | null, reader: string[]}} PageData
 * @typedef {(id: string, values?: Record<string, string | number>) => string} Words
 */

/** @typedef {keyof typeof TONES} Severity */
const TONES = {
  found: { tones: [[880, 0.15]], buzz: [80], haptic: /** @type {const} */ ("success") },
  stop: { tones: [[220, 0.5]], buzz: [300, 100, 300], haptic: /** @type {const} */ ("error") },
  "cannot-tell": {
    tones: [
      [440, 0.12],
      [440, 0.12],
    ],
    buzz: [120, 80, 120],
    haptic: /** @type {const} */ ("warning"),
  },
};

/** @type {AudioContext | null} */
let audio = null;

/** Prepare sounds; browsers allow it when a button was pressed. */
export function prepareSound() {
  audio ??= new AudioContext();
  audio.resume();
}

/** @param {Severity} severity @param {{sound: boolean, vibration: boolean}} wanted */
export function signal(severity, wanted) {
  const { tones, buzz, haptic } = TONES[severity];
  if (wanted.vibration && insideTelegram) vibrate(haptic);
  else if (wanted.vibration) navigator.vibrate?.(buzz);
  if (!wanted.sound || !audio) return;
  let at = audio.currentTime;
  for (const [pitch, length] of tones) {
    const tone = new OscillatorNode(audio, { frequency: pitch });
    tone.connect(audio.destination);
    tone.start(at);
    tone.stop(at + length);
    at += length + 0.08;
  }
}

/** @param {number} seconds since 1970 @returns {string} 14:05 */
export function clockTime(seconds) {
  const date = new Date(seconds * 1000);
  return [date.getHours(), date.getMinutes()].map((one) => String(one).padStart(2, "0")).join(":");
}

/** @param {number} seconds since 1970 @returns {string} 31.12.2026 */
function dayOf(seconds) {
  const date = new Date(seconds * 1000);
  const [day, month] = [date.getDate(), date.getMonth() + 1].map((one) => String(one).padStart(2, "0"));
  return `${day}.${month}.${date.getFullYear()}`;
}

export class View {
  /** @param {PageData} page @param {Words} words @param {() => void} closed called when the guard goes on */
  constructor(page, words, closed) {
    this.page = page;
    this.words = words;
    this.closed = closed;
    /** @type {string | null} */
    this.photo = null;
  }

  /** @param {string} verdict @returns {Severity} */
  severity(verdict) {
    return /** @type {Severity} */ (this.page.severities[verdict]);
  }

  /**
   * @param {import("./checkpoint.js").Outcome} outcome
   * @param {{again: boolean, packAt: number | null}} more
   * @returns {Severity | null} the most serious one
   */
  show(outcome, { again, packAt }) {
    const order = ["stop", "cannot-tell", "found"];
    const results = [...outcome.results].sort(
      (one, other) => order.indexOf(this.severity(one.verdict)) - order.indexOf(this.severity(other.verdict)),
    );
    const worst = results.length ? this.severity(results[0].verdict) : null;
    const shown = results.flatMap((result) => this.result(result));
    if (again) shown.unshift(element("p", { class: "badge", "data-testid": "again" }, this.words("web-scan-again")));
    if (outcome.offline && packAt)
      shown.push(element("p", { class: "badge" }, this.words("web-scan-pack", { at: clockTime(packAt) })));
    if (outcome.note) shown.push(element("p", {}, outcome.note));
    this.fill(worst ?? "cannot-tell", shown);
    return worst;
  }

  /** Show a sentence that is no verdict. @param {string} text */
  say(text) {
    this.fill("said", [element("p", {}, text)]);
  }

  /** @param {string} kind @param {Node[]} shown */
  fill(kind, shown) {
    const place = byId("verdict");
    const next = element(
      "button",
      { class: "button", type: "button", "data-testid": "next" },
      this.words("web-scan-next"),
    );
    next.addEventListener("click", () => this.close());
    place.className = `result ${kind}`;
    place.replaceChildren(...shown, next);
    place.hidden = false;
  }

  close() {
    byId("verdict").hidden = true;
    this.closed();
  }

  /** @param {import("./checkpoint.js").Result} result @returns {HTMLElement[]} */
  result({ verdict, headline, text, seen, notes }) {
    const severity = this.severity(verdict);
    const heading = element(
      "h2",
      { "data-verdict": verdict, "data-testid": "headline" },
      element("span", { class: `shape ${severity}`, "aria-hidden": "true" }),
      headline ?? this.words(`checkpoint-severity-${severity}`),
    );
    const meaning = element("p", { class: "meaning" }, text ?? this.words(`checkpoint-verdict-${verdict}`));
    return [heading, ...(seen ? [this.seen(seen)] : []), meaning, ...notes.map((note) => element("p", {}, note))];
  }

  /** @param {Record<string, any>} seen @returns {HTMLElement} */
  seen(seen) {
    const facts = [
      this.page.types[seen.type] ?? seen.type,
      seen.number ? this.words("web-scan-number", { number: seen.number }) : "",
      this.words("web-scan-until", { until: seen.until ?? dayOf(seen.until_at) }),
    ];
    const lines = facts.filter(Boolean).map((fact) => element("span", {}, fact));
    const told = element("div", {}, element("strong", { "data-testid": "name" }, seen.name), ...lines);
    return element("div", { class: "seen" }, ...(seen.photo ? [this.portrait(seen)] : []), told);
  }

  /** @param {Record<string, any>} seen @returns {HTMLElement} */
  portrait(seen) {
    if (this.photo) URL.revokeObjectURL(this.photo);
    const photo = typeof seen.photo === "string" ? fromBase64(seen.photo) : seen.photo;
    this.photo = URL.createObjectURL(new Blob([photo], { type: "image/jpeg" }));
    return element("img", { src: this.photo, alt: this.words("web-scan-photo-of", { name: seen.name }) });
  }

  /** @param {Record<string, number>} counts */
  counter(counts) {
    const verdicts = Object.keys(this.page.severities).filter((verdict) => counts[verdict]);
    const lines = verdicts.map((verdict) =>
      element(
        "li",
        { "data-count": verdict },
        element("span", { class: `shape ${this.severity(verdict)}`, "aria-hidden": "true" }),
        `${this.words(`checkpoint-log-verdict-${verdict}`)}: ${counts[verdict]}`,
      ),
    );
    byId("counter").replaceChildren(...(lines.length ? lines : [element("li", {}, this.words("web-scan-none"))]));
  }
}
