/**
 * Judges a code without a network, from the pack. The rules are those of `bot/checkpoint/offline/judging.py`.
 *
 * What the pack does not know accuses nobody, and nothing but a pack whose signature was found right gives green.
 */

import { fromBase64, fromHex, joinBytes, toHex, toUtf8 } from "../verify/bytes.js";

/**
 * @typedef {{shift: string, shift_ends_at: number, name: string, place: string, accepts: string[], types: string[],
 *   own: string[], day: number, masks: string[], salt: string, tag: string, made_at: number, until_at: number,
 *   parts: Record<string, string>, portraits: Record<string, string>, portraits_wait: boolean}} Head
 * @typedef {{part: Uint8Array<ArrayBuffer>, count: number, names: string[]}} Place
 * @typedef {{type: string, name: string, from: number, until: number, own: boolean, keys: Uint8Array<ArrayBuffer>[],
 *   portrait: Uint8Array<ArrayBuffer> | null}} Row
 * @typedef {{verdict: string, row: Row | null}} Judged
 */

const SLOT_SECONDS = 15;
const DAY_SECONDS = 86400;
const LIVE_SLOTS = 180 / SLOT_SECONDS;
const EARLY_SLOTS = 2;
const KNOWN_SLOTS = 3600 / SLOT_SECONDS;
const PAYLOAD = /^[LP][A-Za-z0-9_-]{44}$/;
const LOCATOR = 4;
const KEY = 16;
const HASH = 8;

/** @param {Uint8Array} bytes @param {number} at */
function number32(bytes, at) {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}

/**
 * @param {Uint8Array<ArrayBuffer>} key
 * @returns {Promise<(message: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>>}
 */
async function hmac(key) {
  const held = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return async (message) => new Uint8Array(await crypto.subtle.sign("HMAC", held, message));
}

/** @param {string} payload its 33 bytes */
function bytesOf(payload) {
  return fromBase64(payload.slice(1).replaceAll("-", "+").replaceAll("_", "/"));
}

export class Judge {
  /** @param {Head} head @param {Map<string, Uint8Array<ArrayBuffer>>} parts by digest, as the signed head names them */
  constructor(head, parts) {
    this.head = head;
    /** @type {Map<number, [Place, number][]>} */
    this.located = new Map();
    /** @type {Map<bigint, [Place, number]>} */
    this.printed = new Map();
    /** @type {Map<number, Uint8Array<ArrayBuffer>>} */
    this.portraits = new Map();
    const named = (/** @type {string} */ digest) => /** @type {Uint8Array<ArrayBuffer>} */ (parts.get(digest));
    for (const digest of Object.values(head.parts)) this.index(named(digest));
    for (const digest of Object.values(head.portraits)) this.indexPortraits(named(digest));
  }

  /** @param {Uint8Array<ArrayBuffer>} part */
  indexPortraits(part) {
    const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
    const count = view.getUint16(0);
    const sizes = 2 + count * LOCATOR;
    let at = sizes + count * 2;
    for (let number = 0; number < count; number += 1) {
      const size = view.getUint16(sizes + number * 2);
      this.portraits.set(view.getUint32(2 + number * LOCATOR), part.subarray(at, at + size));
      at += size;
    }
  }

  /** @param {Uint8Array<ArrayBuffer>} part */
  index(part) {
    const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
    const count = view.getUint16(0);
    const hashes = 2 + count * (LOCATOR + 2 * KEY);
    const names = new TextDecoder().decode(part.subarray(hashes + count * (HASH + 9))).split("\n");
    const place = { part, count, names };
    for (let number = 0; number < count; number += 1) {
      const locator = view.getUint32(2 + number * LOCATOR);
      const hash = view.getBigUint64(hashes + number * HASH);
      const known = this.located.get(locator);
      if (known) known.push([place, number]);
      else this.located.set(locator, [[place, number]]);
      if (hash) this.printed.set(hash, [place, number]);
    }
  }

  /** @param {[Place, number]} found @returns {Row} */
  row([{ part, count, names }, number]) {
    const keys = 2 + count * LOCATOR;
    const types = keys + count * (2 * KEY + HASH);
    const times = types + count;
    const key = (/** @type {number} */ day) => part.slice(keys + (day * count + number) * KEY).slice(0, KEY);
    const locator = number32(part, 2 + number * LOCATOR);
    return {
      type: this.head.types[part[types + number]],
      name: names[number],
      from: number32(part, times + number * 4),
      until: number32(part, times + (count + number) * 4),
      own: this.head.own.includes(toHex(part.subarray(2 + number * LOCATOR, 2 + (number + 1) * LOCATOR))),
      keys: /** @type {Uint8Array<ArrayBuffer>[]} */ ([key(0), key(1)]),
      portrait: this.portraits.get(locator) ?? null,
    };
  }

  /** @param {number} now seconds since 1970 */
  fresh(now) {
    return this.head.made_at - SLOT_SECONDS <= now && now < this.head.until_at;
  }

  /**
   * @param {string} payload of a code's link
   * @param {{has: (payload: string) => boolean}} used the live codes used at this checkpoint
   * @param {number} now seconds since 1970
   * @returns {Promise<Judged>}
   */
  async judge(payload, used, now) {
    if (!this.fresh(now)) return { verdict: "pack-too-old", row: null };
    const unknown = { verdict: "not-in-pack", row: null };
    if (!PAYLOAD.test(payload)) return unknown;
    const body = bytesOf(payload);
    if (toHex(body.subarray(13, 17)) !== this.head.tag) return unknown;
    const id = body.slice(1, 13);
    const { row, lives } = payload.startsWith("P") ? await this.ofCard(id) : await this.ofLive(id, now);
    if (!row) return unknown;
    const verdict = this.ofPass(row, now) ?? (lives ? null : "code-expired");
    if (verdict) return { verdict, row };
    return { verdict: used.has(payload) ? "already-used-here" : "valid-offline", row };
  }

  /** @param {Row} row @param {number} now */
  ofPass(row, now) {
    if (row.own) return "own-pass";
    if (now >= row.until) return "pass-expired";
    if (now < row.from) return "not-yet-valid";
    const { accepts } = this.head;
    return accepts.length && !accepts.includes(row.type) ? "not-accepted-here" : null;
  }

  /** @param {Uint8Array} id @returns {Promise<{row: Row | null, lives: boolean}>} */
  async ofCard(id) {
    const hash = await crypto.subtle.digest("SHA-256", joinBytes(fromHex(this.head.salt), id));
    const found = this.printed.get(new DataView(hash).getBigUint64(0));
    return { row: found ? this.row(found) : null, lives: true };
  }

  /** @param {Uint8Array} id @param {number} now @returns {Promise<{row: Row | null, lives: boolean}>} */
  async ofLive(id, now) {
    const nonce = id.slice(0, 3);
    const nowSlot = Math.floor(now / SLOT_SECONDS);
    for (const [day, mask] of this.head.masks.entries()) {
      const sign = await hmac(fromHex(mask));
      const pad = await sign(joinBytes(toUtf8("locator"), nonce));
      const locator = number32(
        id.slice(3, 7).map((byte, at) => byte ^ pad[at]),
        0,
      );
      for (const found of this.located.get(locator) ?? []) {
        const row = this.row(found);
        const slot = await this.slotOf(row.keys[day], day, nonce, toHex(id.subarray(7)), nowSlot);
        if (slot !== null) return { row, lives: slot > nowSlot - LIVE_SLOTS };
      }
    }
    return { row: null, lives: false };
  }

  /**
   * Return the slot in which a code was made for the pass with this key; null where it was not.
   * @param {Uint8Array<ArrayBuffer>} key @param {number} day @param {Uint8Array} nonce @param {string} shown
   * @param {number} nowSlot
   */
  async slotOf(key, day, nonce, shown, nowSlot) {
    const sign = await hmac(key);
    const prefix = toUtf8("live");
    const first = ((this.head.day + day) * DAY_SECONDS) / SLOT_SECONDS;
    const last = Math.min(nowSlot + EARLY_SLOTS, first + DAY_SECONDS / SLOT_SECONDS - 1);
    for (let slot = last; slot > nowSlot - LIVE_SLOTS - KNOWN_SLOTS && slot >= first; slot -= 1) {
      const counted = new Uint8Array(4);
      new DataView(counted.buffer).setUint32(0, slot);
      const proof = await sign(joinBytes(prefix, counted, nonce));
      if (toHex(proof.subarray(0, 5)) === shown) return slot;
    }
    return null;
  }
}
