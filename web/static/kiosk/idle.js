/** Watches that somebody touches the screen; after a time without touch, the session ends. */

const WARN_SECONDS = 15;
const TOLD_EVERY_MS = 10000;

export class Idle {
  /**
   * @param {number} seconds without touch after which `over` is called
   * @param {{ over: () => void, warn: (left: number | null) => void, touched: () => void }} calls `touched` at most every ten seconds
   */
  constructor(seconds, calls) {
    this.seconds = seconds;
    this.calls = calls;
    this.last = 0;
    this.told = 0;
    /** @type {ReturnType<typeof setInterval> | null} */
    this.timer = null;
    for (const name of ["pointerdown", "keydown", "wheel", "touchmove"]) {
      addEventListener(name, () => this.touch(), { capture: true, passive: true });
    }
  }

  start() {
    this.last = Date.now();
    this.told = Date.now();
    this.timer ??= setInterval(() => this.look(), 250);
  }

  stop() {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.calls.warn(null);
  }

  touch() {
    if (this.timer === null) return;
    // A device that slept: its time counts, too.
    if (this.isOver()) {
      this.look();
      return;
    }
    this.last = Date.now();
    this.calls.warn(null);
    if (this.last - this.told >= TOLD_EVERY_MS) {
      this.told = this.last;
      this.calls.touched();
    }
  }

  isOver() {
    return Date.now() - this.last >= this.seconds * 1000;
  }

  look() {
    if (this.isOver()) {
      this.stop();
      this.calls.over();
      return;
    }
    const left = Math.ceil(this.seconds - (Date.now() - this.last) / 1000);
    this.calls.warn(left <= Math.min(WARN_SECONDS, this.seconds / 2) ? left : null);
  }
}
