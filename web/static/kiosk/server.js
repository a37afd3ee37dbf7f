/** Calls to the server: as the device, and as the person who is logged in. */

import { Refusal, SessionOver, send, Unreachable } from "../app/session.js";

export { Refusal, SessionOver };

const DEVICE = "countersign-kiosk";

/** Counts the people: what was begun for one shows nothing to the next. */
export const visit = { number: 0 };

/** The person's token, in memory alone: the page forgets it when it is left. */
let person = "";

/** The token of the device: the only thing that the page keeps. */
export function deviceToken() {
  return localStorage.getItem(DEVICE) ?? "";
}

/** @param {string} token empty: the device is no kiosk any more */
export function keepDevice(token) {
  if (token) localStorage.setItem(DEVICE, token);
  else localStorage.removeItem(DEVICE);
}

/** @param {string} token */
export function beginSession(token) {
  person = token;
}

/** Forget the session here at once, and end it on the server. */
export function endSession() {
  const headers = bearer(person);
  if (person) fetch("/kiosk/session", { method: "DELETE", headers, keepalive: true }).catch(() => undefined);
  person = "";
  visit.number += 1;
}

/** @returns {boolean} */
export function isLoggedIn() {
  return person !== "";
}

/**
 * Call the server as the device. A repeated call with the same `key` does once what is done.
 * @param {string} path
 * @param {Record<string, unknown> | null} body null: only ask
 * @param {string} [key] a UUID
 */
export function askAsDevice(path, body, key) {
  return ask(deviceToken(), path, body, key);
}

/**
 * Call the server as the person, in the same way.
 * @param {string} path
 * @param {Record<string, unknown> | null} body
 * @param {string} [key]
 */
export async function askAsPerson(path, body, key) {
  if (!person) throw new SessionOver();
  return await ask(person, path, body, key);
}

/**
 * A page of a document, as the address of a picture in memory.
 * @param {string} path
 */
export async function pictureOf(path) {
  const begun = visit.number;
  const response = await fetch(worded(path), { headers: bearer(person), cache: "no-store" }).catch(() => null);
  const content = response?.ok ? await response.blob() : null;
  if (response?.status === 401 || begun !== visit.number) throw new SessionOver();
  if (content) return { url: URL.createObjectURL(content), pages: Number(response?.headers.get("X-Pages")) };
  const told = await response?.json().catch(() => null);
  throw told ? new Refusal(told.refused, told.text) : new Unreachable();
}

/**
 * @param {string} token
 * @param {string} path
 * @param {Record<string, unknown> | null} body
 * @param {string} [key]
 */
async function ask(token, path, body, key = crypto.randomUUID()) {
  const begun = visit.number;
  const headers = { ...bearer(token), "Idempotency-Key": key };
  const told = await send(body ? "POST" : "GET", worded(path), body, headers);
  if (begun !== visit.number) throw new SessionOver(); // the person has left meanwhile
  return told;
}

/** @param {string} token */
function bearer(token) {
  return { Authorization: `Bearer ${token}` };
}

/** @param {string} path */
function worded(path) {
  return `${path}${path.includes("?") ? "&" : "?"}lang=${document.documentElement.lang}`;
}
