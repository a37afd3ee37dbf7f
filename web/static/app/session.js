/** Log-in, and calls to the server under the session that it gives. */

import { initData } from "./telegram.js";

const KEPT = "countersign-session";

/** @typedef {{ token: string, opened_with: string, account: string, name: string, organisation: string, language: string }} Session */

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

/** The session is over: the page must be opened again from the chat. */
export class SessionOver extends Error {}

/** The server could not be reached, or asks to wait; the same call may be repeated. */
export class Unreachable extends Error {}

/** @type {Session | null} */
let session = null;

/** @returns {Session | null} */
function keptSession() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  } catch {
    return null; // A browser may refuse storage to frames; the session lasts as long as the page then.
  }
}

/** @param {Session | null} kept */
function keepSession(kept) {
  session = kept;
  try {
    if (kept) sessionStorage.setItem(KEPT, JSON.stringify(kept));
    else sessionStorage.removeItem(KEPT);
  } catch {
    // As above.
  }
}

/**
 * Begin the session: with what Telegram signed, with the one-time token in the address, or with the kept one.
 * @returns {Promise<Session>}
 */
export async function beginSession() {
  const kept = keptSession();
  const token = initData ? "" : location.hash.slice(1);
  if (token) history.replaceState(null, "", location.pathname + location.search);
  const openedWith = initData || token;
  if (kept && (!openedWith || kept.opened_with === openedWith)) {
    keepSession(kept);
    return kept;
  }
  if (!openedWith) throw new SessionOver();
  const query = new URLSearchParams(location.search);
  const [account, guest] = [query.get("account") ?? "", query.has("guest")];
  const opened = initData
    ? await send("POST", guest ? "/scan/session" : "/app/session", { init_data: initData, account })
    : await send("POST", "/app/session/link", { token });
  const begun = /** @type {Session} */ ({ ...opened, opened_with: initData });
  keepSession(begun);
  return begun;
}

/** End the session. */
export async function endSession() {
  await callApi("DELETE", "/app/session");
  keepSession(null);
}

/**
 * Call the server as the person who is logged in. `key` is a UUID for what the person does: a repeated call with the
 * same key does it once.
 * @param {"GET" | "POST" | "DELETE"} method
 * @param {string} path
 * @param {Record<string, unknown> | null} [body]
 * @param {string} [key]
 * @returns {Promise<any>} What the server answers, read as JSON.
 */
export async function callApi(method, path, body = null, key = "") {
  if (!session) throw new SessionOver();
  /** @type {Record<string, string>} */
  const headers = { Authorization: `Bearer ${session.token}` };
  if (key) headers["Idempotency-Key"] = key;
  try {
    return await send(method, path, body, headers);
  } catch (error) {
    if (error instanceof SessionOver) keepSession(null);
    throw error;
  }
}

/**
 * Call the server without a session.
 * @param {string} method
 * @param {string} path
 * @param {Record<string, unknown> | null} body
 * @param {Record<string, string>} [headers]
 * @returns {Promise<any>} What the server answers, read as JSON.
 */
export async function send(method, path, body, headers = {}) {
  const response = await answered(path, {
    method,
    headers: body ? { ...headers, "Content-Type": "application/json" } : headers,
    body: body ? JSON.stringify(body) : null,
    credentials: "omit",
    cache: "no-store",
  });
  if (response.status === 401) throw new SessionOver();
  const read = await response.json().catch(() => null);
  if (response.ok && read) return read;
  if (read?.refused) throw new Refusal(read.refused, read.text);
  throw new Unreachable(String(response.status));
}

/**
 * @param {string} path
 * @param {RequestInit} options
 */
async function answered(path, options) {
  try {
    return await fetch(path, options);
  } catch {
    throw new Unreachable("network");
  }
}
