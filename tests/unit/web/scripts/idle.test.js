import assert from "node:assert/strict";
import { mock, test } from "node:test";

mock.timers.enable({ apis: ["setInterval", "Date"], now: 0 });

/** @type {Record<string, () => void>} */
const listeners = {};
globalThis.addEventListener = (/** @type {string} */ name, /** @type {any} */ heard) => {
  listeners[name] = heard;
};

const { watchTouch } = await import("../../../../web/static/kiosk/idle.js");

/** Watch from now on; answers what was called. */
function watch() {
  /** @type {string[]} */
  const called = [];
  let ending = false;
  const begin = watchTouch(
    () => called.push("over"),
    (now) => {
      if (now !== ending) called.push(now ? "warned" : "calmed");
      ending = now;
    },
    () => called.push("touched"),
  );
  return { called, begin };
}

test("a minute without touch is over, after a warning", () => {
  const { called } = watch();
  mock.timers.tick(44_000);
  assert.deepEqual(called, []);
  mock.timers.tick(2_000);
  assert.deepEqual(called, ["warned"]);
  mock.timers.tick(15_000);
  assert.deepEqual(called, ["warned", "calmed", "over"]);
});

test("a touch begins the minute anew and is told at most every ten seconds", () => {
  const { called } = watch();
  for (let second = 0; second < 120; second += 5) {
    mock.timers.tick(5_000);
    listeners.pointerdown();
  }
  assert.deepEqual([...new Set(called)], ["touched"]);
  assert.equal(called.length, 12);
});

test("a touch after the device slept does not go on with what was there", () => {
  const { called } = watch();
  mock.timers.setTime(Date.now() + 3_600_000);
  listeners.keydown();
  assert.ok(called.includes("over"));
});
