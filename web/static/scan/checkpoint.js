/**
 * The checkpoint behind the page: checks online where it can, from the pack where it cannot, and delivers what it checked
 * without a network as soon as there is one.
 */

import { Refusal, Unreachable } from "../app/session.js";
import { fromBase64 } from "../verify/bytes.js";
import { Judge } from "./judge.js";
import { checked, openDelivery, PackError, publicPoint, readHead } from "./pack.js";

const BATCH = 200;
const USED_KEPT = 500;

/** @typedef {import("./server.js").Server} Server */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {{verdict: string, headline: string | null, text: string | null, seen: Record<string, any> | null, notes: string[]}} Result */
/** @typedef {{results: Result[], offline: boolean, note: string | null}} Outcome */

/** @param {string} text of a QR code @returns {string} the payload of a link to the bot, or the text */
export function payloadOf(text) {
  const found = /[?&]start=([A-Za-z0-9_-]{1,64})(?:$|&)/.exec(text);
  return found ? found[1] : text.trim();
}

export class Checkpoint {
  /** @param {Server} server @param {Store} store */
  constructor(server, store) {
    this.server = server;
    this.store = store;
    this.online = true;
    /** @type {Judge | null} */
    this.judge = null;
    /** @type {import("./pack.js").Pack | null} */
    this.pack = null;
    /** @type {string[]} */
    this.used = [];
    /** How far the server's clock is ahead, in seconds. */
    this.ahead = 0;
    this.delivering = false;
  }

  /** Load what was kept; a pack that cannot be opened, or is not signed right, is as good as none. */
  async load() {
    this.keys = await this.store.keys();
    this.used = (await this.store.get("used")) ?? [];
    this.ahead = (await this.store.get("ahead")) ?? 0;
    const seal = await this.store.get("seal");
    if (seal) await this.takePack(await this.kept(fromBase64(seal)).catch(() => null));
  }

  /** @param {Uint8Array<ArrayBuffer>} seal @returns {Promise<import("./pack.js").Pack | null>} */
  async kept(seal) {
    const kept = this.keys ? await this.store.keptPack(this.keys) : null;
    if (!kept) return null;
    const head = readHead({ ...kept, parts: new Map() });
    const names = [...Object.values(head.parts), ...Object.values(head.portraits)];
    return checked({ ...kept, parts: new Map(names.map((name, at) => [name, kept.parts[at]])) }, seal);
  }

  /** @param {import("./pack.js").Pack | null} pack */
  async takePack(pack) {
    if (!pack) return;
    const head = readHead(pack);
    this.pack = pack;
    this.judge = new Judge(head, pack.parts);
  }

  /** @returns {number} the server's time, as far as it is known */
  now() {
    return Date.now() / 1000 + this.ahead;
  }

  /** Ask the server for the shift; null where it cannot be reached. @returns {Promise<any>} */
  async shift() {
    try {
      const asked = Date.now();
      const shift = await (await this.server.call("/scan/shift")).json();
      this.ahead = shift.now - (asked + Date.now()) / 2000;
      await this.store.put("ahead", this.ahead);
      if (shift.seal) await this.trust(shift.seal);
      this.online = true;
      return shift;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      this.online = false;
      return null;
    }
  }

  /** Take packs of this organisation from now on, and forget one of another. @param {string} seal */
  async trust(seal) {
    const known = await this.store.get("seal");
    if (known === seal) return;
    if (known) await this.forget();
    await this.store.put("seal", seal);
  }

  /** Forget the pack: nothing is judged without a network before there is another. */
  async forget() {
    this.pack = this.judge = null;
    await this.store.put("pack", null);
  }

  /** Fetch what of the pack has changed; keeps the old one where that fails. */
  async refresh() {
    const seal = await this.store.get("seal");
    if (!seal || !this.keys) return;
    const known = this.pack ? [...this.pack.parts.keys()] : [];
    const point = btoa(String.fromCharCode(...(await publicPoint(this.keys.device))));
    try {
      const response = await this.server.call("/scan/pack", { device_key: point, known }, { within: 30000 });
      if (response.status === 204) return;
      const delivery = new Uint8Array(await response.arrayBuffer());
      const pack = await openDelivery(
        delivery,
        this.keys.device.privateKey,
        fromBase64(seal),
        this.pack?.parts.values(),
      );
      await this.takePack(pack);
      await this.store.keepPack(pack, this.keys);
    } catch (error) {
      if (!(error instanceof Unreachable || error instanceof PackError || error instanceof Refusal)) throw error;
    }
  }

  /**
   * Check a code: online, or without a network from the pack.
   * @param {string} text @param {boolean} read whether a device has read it, so that nobody mistyped it
   * @returns {Promise<Outcome>}
   */
  async check(text, read) {
    const id = crypto.randomUUID();
    if (this.online) {
      try {
        const told = await (await this.server.call("/scan/code", { text, read }, { key: id })).json();
        return await this.checkedOnline(told, text);
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        this.online = false;
      }
    }
    return this.checkOffline(text, id);
  }

  /** @param {any} told @param {string} text @returns {Promise<Outcome>} */
  async checkedOnline(told, text) {
    if (!told.on_duty) throw new OffDuty();
    if (told.results.some((/** @type {Result} */ one) => one.verdict === "valid")) await this.noteUsed(payloadOf(text));
    return { results: told.results, offline: false, note: told.note ?? null };
  }

  /** @param {string} text @param {string} id @returns {Promise<Outcome>} */
  async checkOffline(text, id) {
    const payload = payloadOf(text);
    const at = this.now();
    const used = { has: (/** @type {string} */ one) => one.startsWith("L") && this.used.includes(one) };
    const judged = this.judge ? await this.judge.judge(payload, used, at) : { verdict: "pack-too-old", row: null };
    if (this.judge && at < this.judge.head.shift_ends_at)
      await this.store.enqueue({
        id,
        text: text.slice(0, 300),
        shown: judged.verdict,
        at,
        shift: this.judge.head.shift,
      });
    if (judged.verdict === "valid-offline") await this.noteUsed(payload);
    const row = judged.row;
    const photo = judged.verdict === "valid-offline" ? row?.portrait : null;
    const seen = row ? { name: row.name, type: row.type, number: null, until_at: row.until, photo } : null;
    return {
      results: [{ verdict: judged.verdict, headline: null, text: null, seen, notes: [] }],
      offline: true,
      note: null,
    };
  }

  /** @param {string} payload of a live code, which can be used once; cards can be used again */
  async noteUsed(payload) {
    if (!payload.startsWith("L")) return;
    this.used = [...this.used.slice(1 - USED_KEPT), payload];
    await this.store.put("used", this.used);
  }

  /** Deliver the queue; returns how many scans the server did not take, because their shift was over. */
  async deliver() {
    if (this.delivering) return 0;
    this.delivering = true;
    try {
      let outside = 0;
      const shifts = new Set((await this.store.queued()).map((one) => one.shift));
      for (const shift of shifts) outside += await this.deliverShift(shift);
      return outside;
    } finally {
      this.delivering = false;
    }
  }

  /** Deliver what was scanned in one shift; what another guard scanned here waits for them. @param {string} shift */
  async deliverShift(shift) {
    let outside = 0;
    try {
      for (;;) {
        const batch = (await this.store.queued()).filter((one) => one.shift === shift).slice(0, BATCH);
        if (!batch.length) return outside;
        const scans = batch.map(({ id, text, shown, at }) => ({ id, text, shown, at }));
        const told = await (await this.server.call("/scan/scans", { shift, scans }, { within: 30000 })).json();
        await this.store.dequeue(batch.map((one) => one.id));
        outside += told.outside;
      }
    } catch (error) {
      if (!(error instanceof Unreachable || error instanceof Refusal)) throw error;
      return outside;
    }
  }
}

/** The guard is on no shift, so nothing is checked. */
export class OffDuty extends Error {}
