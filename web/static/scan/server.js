/** Calls to the server under the session of whoever is logged in. What cannot be reached is an `Unreachable`. */

import { Refusal, SessionOver, Unreachable } from "../app/session.js";

const WITHIN_MS = 4000;

export class Server {
  /** @param {string} token of the session */
  constructor(token) {
    this.token = token;
  }

  /**
   * @param {string} path
   * @param {BodyInit | Record<string, unknown> | null} [body] nothing: GET
   * @param {{key?: string, within?: number}} [options] `key` is the UUID of what the guard does
   * @returns {Promise<Response>}
   */
  async call(path, body = null, { key = "", within = WITHIN_MS } = {}) {
    const response = await this.fetched(path, body, key, within);
    if (response.ok) return response;
    if (response.status === 401) throw new SessionOver();
    const said = await response.json().catch(() => null);
    if (said?.refused) throw new Refusal(said.refused, said.text);
    throw new Unreachable(String(response.status));
  }

  /** @param {string} path @param {BodyInit | Record<string, unknown> | null} body @param {string} key @param {number} within */
  async fetched(path, body, key, within) {
    /** @type {Record<string, string>} */
    const headers = { Authorization: `Bearer ${this.token}` };
    if (key) headers["Idempotency-Key"] = key;
    const plain = body && !(body instanceof Blob);
    if (plain) headers["Content-Type"] = "application/json";
    try {
      return await fetch(path, {
        method: body ? "POST" : "GET",
        headers,
        body: plain ? JSON.stringify(body) : /** @type {Blob | null} */ (body),
        credentials: "omit",
        cache: "no-store",
        signal: AbortSignal.timeout(within),
      });
    } catch {
      throw new Unreachable("network");
    }
  }
}
