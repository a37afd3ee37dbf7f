/** Calls to the server: as the device, and as the person who is logged in. */

const DEVICE = "countersign-kiosk";
const UNREACHABLE = new Set([408, 429, 500, 502, 503, 504]);

/** The server's "no", as a sentence for the reader. */
export class Refusal extends Error {
  /**
   * @param {string} id
   * @param {string} text
   */
  constructor(id, text) {
    super(text);
    this.id = id;
  }
}

/** The person's session is over. */
export class SessionOver extends Error {}

/** The server could not be reached, or asks to wait. */
export class Unreachable extends Error {}

/** What was shown is not what the server has now. */
export class Changed extends Error {}

/** The person's token, in memory alone: the page forgets it when it is left. */
let person = "";

/** The token of the device: the only thing that the page keeps. */
export function deviceToken() {
  return localStorage.getItem(DEVICE) ?? "";
}

/** @param {string} token */
export function keepDevice(token) {
  localStorage.setItem(DEVICE, token);
}

export function forgetDevice() {
  localStorage.removeItem(DEVICE);
}

/** @param {string} token */
export function beginSession(token) {
  person = token;
}

/** Forget the session here at once, and end it on the server. */
export function endSession() {
  const token = person;
  person = "";
  if (!token) return;
  const headers = { Authorization: `Bearer ${token}` };
  fetch("/kiosk/session", { method: "DELETE", headers, keepalive: true, credentials: "omit" }).catch(() => undefined);
}

/** @returns {boolean} */
export function isLoggedIn() {
  return person !== "";
}

/**
 * Call the server as the device. `key` is a UUID for what is done: a repeated call with the same key does it once.
 * @param {"GET" | "POST"} method
 * @param {string} path
 * @param {Record<string, unknown> | null} [body]
 * @param {string} [key]
 */
export function askAsDevice(method, path, body = null, key = crypto.randomUUID()) {
  return ask(deviceToken(), method, path, body, key);
}

/**
 * Call the server as the person.
 * @param {"GET" | "POST"} method
 * @param {string} path
 * @param {Record<string, unknown> | null} [body]
 * @param {string} [key]
 */
export function askAsPerson(method, path, body = null, key = crypto.randomUUID()) {
  if (!person) return Promise.reject(new SessionOver());
  return ask(person, method, path, body, key);
}

/**
 * A page of a document, as the address of a picture in memory.
 * @param {string} path
 * @returns {Promise<{ url: string, pages: number }>}
 */
export async function pictureOf(path) {
  if (!person) throw new SessionOver();
  const response = await answered(path, { method: "GET", headers: { Authorization: `Bearer ${person}` } });
  if (!response.ok) throw await failure(response);
  return { url: URL.createObjectURL(await response.blob()), pages: Number(response.headers.get("X-Pages")) };
}

/**
 * @param {string} token
 * @param {"GET" | "POST"} method
 * @param {string} path
 * @param {Record<string, unknown> | null} body
 * @param {string} key
 */
async function ask(token, method, path, body, key) {
  /** @type {Record<string, string>} */
  const headers = { Authorization: `Bearer ${token}`, "Idempotency-Key": key };
  if (body) headers["Content-Type"] = "application/json";
  const response = await answered(path, { method, headers, body: body ? JSON.stringify(body) : null });
  if (!response.ok) throw await failure(response);
  return await response.json();
}

/** @param {Response} response */
async function failure(response) {
  if (response.status === 401) return new SessionOver();
  const read = await response.json().catch(() => null);
  if (read?.refused) return new Refusal(read.refused, read.text);
  if (response.status === 409) return new Changed();
  return new Unreachable(UNREACHABLE.has(response.status) ? String(response.status) : "unexpected");
}

/**
 * @param {string} path
 * @param {RequestInit} options
 */
async function answered(path, options) {
  const language = document.documentElement.lang;
  const joined = path.includes("?") ? "&" : "?";
  try {
    return await fetch(`${path}${joined}lang=${language}`, { ...options, credentials: "omit", cache: "no-store" });
  } catch {
    throw new Unreachable("network");
  }
}
