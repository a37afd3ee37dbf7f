/** Watches that somebody touches the screen; after a minute without touch, the session ends. */

const SECONDS = 60;
const WARN_SECONDS = 15;
const TOLD_EVERY_MS = 10000;

/**
 * @param {() => void} over called after a minute without touch
 * @param {(ending: boolean) => void} warn whether the minute is nearly over
 * @param {() => void} touched called at most every ten seconds
 * @returns {() => void} begins the minute anew
 */
export function watchTouch(over, warn, touched) {
  let last = Date.now();
  let told = last;
  function look() {
    const left = SECONDS - (Date.now() - last) / 1000;
    warn(left > 0 && left <= WARN_SECONDS);
    if (left > 0) return;
    begin();
    over();
  }
  function begin() {
    last = told = Date.now();
  }
  function touch() {
    look(); // a device may have slept meanwhile
    last = Date.now();
    if (last - told < TOLD_EVERY_MS) return;
    told = last;
    touched();
  }
  for (const name of ["pointerdown", "keydown", "wheel", "touchmove"]) addEventListener(name, touch, { capture: true });
  setInterval(look, 250);
  return begin;
}
