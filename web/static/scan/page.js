/** The page `/scan`: logs in, follows the shift, reads codes, and shows a verdict on each. */

import { beginSession, Refusal, SessionOver } from "../app/session.js";
import { insideTelegram, startTelegram } from "../app/telegram.js";
import { byId, element, wordsOf } from "../verify/elements.js";
import { Checkpoint, OffDuty, payloadOf } from "./checkpoint.js";
import { hasPopup, scanWithTelegram } from "./popup.js";
import { Reader } from "./reader.js";
import { Server } from "./server.js";
import { openStore } from "./store.js";
import { clockTime, prepareSound, signal, View } from "./view.js";

const NEXT_AFTER_MS = 1500;
const AGAIN_WITHIN_MS = 10000;
const SYNC_EVERY_MS = 15000;
const PACK_EVERY_MS = 120000;
const WEDGE_GAP_MS = 300;
/** The payload of a code of the bot's. */
const OURS = /^[A-Z][A-Za-z0-9_-]{44}$/;

/** @type {import("./view.js").PageData} */
const page = JSON.parse(byId("data").textContent ?? "");
const words = wordsOf(page.texts);
const view = new View(page, words, goOn);
const field = /** @type {HTMLInputElement} */ (byId("typed"));
const choice = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (byId(id));

/** @type {Checkpoint} */
let checkpoint;
/** @type {Reader} */
let reader;
/** @type {Record<string, number>} */
let counts = {};
let busy = false;
let shownAt = 0;
let packAskedAt = 0;
/** What the frame before showed. */
let before = "";
/** Whether Telegram's scanner reads the codes, so that it opens again for the next one. */
let throughTelegram = false;
/** @type {{payload: string, at: number, outcome: import("./checkpoint.js").Outcome} | null} */
let last = null;

/** @param {string} text */
function say(text) {
  byId("duty").textContent = text;
}

/** @param {string} text a code in one frame of the camera; what is none of ours accuses somebody, so two must have it */
async function inFrame(text) {
  const twice = text === before;
  before = text;
  if (twice || OURS.test(payloadOf(text))) await seen(text);
}

/** @param {string} text a code that a device has read; the one just shown is not checked again */
async function seen(text) {
  if (busy || Date.now() - shownAt < NEXT_AFTER_MS) return;
  const payload = payloadOf(text);
  if (last && last.payload === payload && Date.now() - last.at < AGAIN_WITHIN_MS) {
    last.at = shownAt = Date.now();
    view.show(last.outcome, { again: true, packAt: checkpoint.judge?.head.made_at ?? null });
    return;
  }
  const outcome = await check(() => checkpoint.check(text, true));
  if (outcome) last = { payload, at: Date.now(), outcome };
}

/**
 * @param {() => Promise<import("./checkpoint.js").Outcome>} asked
 * @returns {Promise<import("./checkpoint.js").Outcome | null>}
 */
async function check(asked) {
  busy = true;
  try {
    const outcome = await asked();
    const worst = view.show(outcome, { again: false, packAt: checkpoint.judge?.head.made_at ?? null });
    if (worst) signal(worst, { sound: choice("sound").checked, vibration: choice("vibration").checked });
    for (const { verdict } of outcome.results) counts[verdict] = (counts[verdict] ?? 0) + 1;
    view.counter(counts);
    await showNetwork();
    return outcome;
  } catch (error) {
    await failed(error);
    return null;
  } finally {
    busy = false;
    shownAt = Date.now();
  }
}

/** @param {unknown} error */
async function failed(error) {
  if (error instanceof Refusal) view.say(error.message);
  else if (error instanceof OffDuty) await sync();
  else if (error instanceof SessionOver) await forget();
  else view.say(words("web-scan-failed"));
}

/** The guard goes on: the next code may follow at once. */
function goOn() {
  shownAt = 0;
  if (throughTelegram) scanInTelegram();
}

/** Let Telegram's scanner read a code. It covers the page, so the verdict stays until the guard goes on. */
async function scanInTelegram() {
  prepareSound();
  const text = await scanWithTelegram(words("web-scan-popup-look"));
  throughTelegram = text !== null;
  if (text === null) return;
  shownAt = 0;
  await seen(text);
}

async function checkTyped() {
  const text = field.value.trim();
  if (!text || busy) return;
  field.value = "";
  last = null;
  await check(() => checkpoint.check(text, false));
}

/** @param {File} file */
async function checkPhoto(file) {
  view.say(words("web-scan-checking"));
  await check(async () => {
    const response = await checkpoint.server.call("/scan/picture", file, { key: crypto.randomUUID(), within: 30000 });
    return checkpoint.checkedOnline(await response.json(), "");
  });
}

/** Follow the shift: ask the server, deliver what waits, and fetch the pack. */
async function sync() {
  try {
    const shift = await checkpoint.shift();
    if (shift && !shift.on_duty) {
      onDuty(false);
      say(words("web-scan-off-duty"));
    } else if (shift) {
      counts = shift.counts;
      onDuty(true);
      say(words("web-scan-on-duty", { name: shift.name, place: shift.place, until: shift.until }));
    } else if (checkpoint.judge && checkpoint.now() < checkpoint.judge.head.shift_ends_at) {
      const { name, place, shift_ends_at } = checkpoint.judge.head;
      onDuty(true);
      say(words("web-scan-on-duty", { name, place, until: clockTime(shift_ends_at) }));
    } else {
      onDuty(false);
      say(words("web-scan-no-pack"));
    }
    if (shift) await deliver();
    const packEvery = checkpoint.judge?.head.portraits_wait ? 0 : PACK_EVERY_MS;
    if (shift?.on_duty && Date.now() - packAskedAt > packEvery) {
      packAskedAt = Date.now();
      await checkpoint.refresh();
    }
    await showNetwork();
  } catch (error) {
    if (!(error instanceof SessionOver)) throw error;
    await forget();
  }
}

async function deliver() {
  const outside = await checkpoint.deliver();
  if (outside) view.say(words("web-scan-outside"));
}

/** @param {boolean} on */
function onDuty(on) {
  byId("scanner").hidden = !on;
  if (!on) reader.stop();
  view.counter(counts);
}

async function showNetwork() {
  const made = checkpoint.judge?.head.made_at;
  const network = [words(checkpoint.online ? "web-scan-online" : "web-scan-offline")];
  network.push(made ? words("web-scan-pack", { at: clockTime(made) }) : words("web-scan-no-pack"));
  byId("network").textContent = network.join(" ");
  const queued = (await checkpoint.store.queued()).length;
  byId("queue").textContent = queued ? words("web-scan-queue", { count: queued }) : "";
}

/** The session is over: only a new link begins another. Scans that wait are kept for it. */
async function forget() {
  await checkpoint.store.put("session", null);
  await checkpoint.forget();
  onDuty(false);
  byId("log-out").hidden = true;
  say(words("web-scan-login"));
}

async function startCamera() {
  prepareSound();
  try {
    await reader.start(choice("cameras").value || undefined);
    byId("hint").textContent = words("web-scan-look");
    byId("start").hidden = true;
    await showCameras();
  } catch {
    byId("hint").textContent = words(hasPopup() ? "web-scan-popup-refused" : "web-scan-camera-refused");
    if (hasPopup()) await scanInTelegram();
  }
}

async function showCameras() {
  const cameras = await reader.cameras();
  const chosen = reader.stream?.getVideoTracks()[0].getSettings().deviceId ?? "";
  const options = cameras.map((one, at) => element("option", { value: one.deviceId }, one.label || String(at + 1)));
  byId("cameras").replaceChildren(...options);
  choice("cameras").value = chosen;
  byId("cameras-label").hidden = cameras.length < 2;
  byId("torch").hidden = !reader.hasTorch();
}

/** Take what a scanner types that is connected like a keyboard: quickly, wherever the cursor is, with Enter at the end. */
function listenToWedge() {
  let typed = "";
  let at = 0;
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.matches("input:not([type=checkbox]), select") || byId("scanner").hidden) return;
    if (Date.now() - at > WEDGE_GAP_MS) typed = "";
    at = Date.now();
    if (event.key.length === 1) typed += event.key;
    if (event.key !== "Enter" || typed.length < 12) return;
    event.preventDefault();
    seen(typed);
    typed = "";
  });
}

function listen() {
  byId("start").addEventListener("click", startCamera);
  byId("popup").addEventListener("click", scanInTelegram);
  byId("cameras").addEventListener("change", startCamera);
  byId("video").addEventListener("click", () => reader.readOnServer());
  byId("check").addEventListener("click", checkTyped);
  field.addEventListener("keydown", (event) => event.key === "Enter" && checkTyped());
  byId("photo").addEventListener("change", async () => {
    const file = choice("photo").files?.[0];
    choice("photo").value = "";
    if (file) await checkPhoto(file);
  });
  byId("torch").addEventListener("click", async () => {
    const lit = byId("torch").getAttribute("aria-pressed") !== "true";
    await reader.light(lit);
    byId("torch").setAttribute("aria-pressed", String(lit));
  });
  for (const id of ["sound", "vibration"])
    byId(id).addEventListener("change", () => checkpoint.store.put(id, choice(id).checked));
  byId("log-out").addEventListener("click", async () => {
    await fetch("/app/session", {
      method: "DELETE",
      headers: { Authorization: `Bearer ${checkpoint.server.token}` },
    }).catch(() => {});
    await forget();
  });
  window.addEventListener("online", sync);
  listenToWedge();
}

/** @param {import("./store.js").Store} store @returns {Promise<{token: string, language: string} | null>} */
async function session(store) {
  if (!insideTelegram && !location.hash) return (await store.get("session")) ?? null;
  try {
    const begun = await beginSession();
    const before = await store.get("session");
    if (before?.account !== begun.account) await store.put("pack", null);
    await store.put("session", begun);
    return begun;
  } catch (error) {
    if (error instanceof Refusal) say(error.message);
    return (await store.get("session")) ?? null;
  }
}

/** Keep the page and what it loaded, so that it opens without a network. Mini Apps have no service worker on iOS. */
async function install() {
  if (!("serviceWorker" in navigator) || insideTelegram) return;
  await navigator.serviceWorker.register("/scan/service.js", { scope: "/" });
  const loaded = performance.getEntriesByType("resource").map((one) => new URL(one.name).pathname);
  const assets = [...new Set([...loaded.filter((path) => path.startsWith("/assets/")), ...page.reader])];
  const cache = await caches.open("countersign-scan");
  const opened = await fetch(`/scan?lang=${page.language}`);
  if (!opened.ok) return;
  await cache.addAll(assets);
  await cache.put("/scan", opened);
  const kept = new Set(["/scan", ...assets]);
  for (const request of await cache.keys()) if (!kept.has(new URL(request.url).pathname)) await cache.delete(request);
}

async function start() {
  startTelegram();
  const store = await openStore();
  const begun = await session(store);
  if (!begun) {
    if (byId("duty").textContent === words("web-scan-intro")) say(words("web-scan-login"));
    return;
  }
  if (navigator.onLine && begun.language !== page.language && !new URLSearchParams(location.search).has("lang")) {
    location.replace(`/scan?lang=${begun.language}`);
    return;
  }
  checkpoint = new Checkpoint(new Server(begun.token), store);
  reader = new Reader(/** @type {HTMLVideoElement} */ (byId("video")), checkpoint.server, page.decoder, inFrame);
  byId("log-out").hidden = insideTelegram;
  byId("popup").hidden = !hasPopup();
  for (const id of ["sound", "vibration"]) choice(id).checked = (await store.get(id)) ?? true;
  listen();
  await checkpoint.load();
  await sync();
  setInterval(sync, SYNC_EVERY_MS);
  install().catch(() => {}); // Without it, the page works as long as it stays open.
}

start();
