/**
 * What the browser keeps: the key of this device, the pack, the queue of scans, codes used here, and the session.
 *
 * Packs are kept encrypted under a second key that never leaves the browser either.
 */

import { joinBytes } from "../verify/bytes.js";
import { makeDeviceKey } from "./pack.js";

const NAME = "countersign-scan";
const KEPT = "kept";
const QUEUE = "queue";
const NONCE = 12;

/** @typedef {import("./pack.js").Pack} Pack */
/** @typedef {{id: string, text: string, shown: string, at: number, shift: string}} Scan */
/** @typedef {{device: CryptoKeyPair, rest: CryptoKey}} Keys */

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @returns {Promise<Store>} */
export async function openStore() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(KEPT);
    request.result.createObjectStore(QUEUE, { keyPath: "id" });
  };
  return new Store(await done(request));
}

export class Store {
  /** @param {IDBDatabase} database */
  constructor(database) {
    this.database = database;
  }

  /** @param {string} store @param {IDBTransactionMode} [mode] */
  in(store, mode = "readonly") {
    return this.database.transaction(store, mode).objectStore(store);
  }

  /** @param {string} name @returns {Promise<any>} */
  get(name) {
    return done(this.in(KEPT).get(name));
  }

  /** @param {string} name @param {unknown} value */
  put(name, value) {
    return done(this.in(KEPT, "readwrite").put(value, name));
  }

  /** @returns {Promise<Keys>} the keys of this device, made at the first use */
  async keys() {
    const kept = await this.get("keys");
    if (kept) return kept;
    const rest = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const keys = { device: await makeDeviceKey(), rest };
    await this.put("keys", keys);
    return keys;
  }

  /** @param {Pack} pack @param {Keys} keys */
  async keepPack(pack, keys) {
    const parts = [...pack.parts.values()];
    const sizes = new Uint32Array([pack.head.length, pack.signature.length, ...parts.map((part) => part.length)]);
    const plain = joinBytes(pack.head, pack.signature, ...parts);
    const iv = crypto.getRandomValues(new Uint8Array(NONCE));
    await this.put("pack", {
      sizes,
      iv,
      sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, keys.rest, plain),
    });
  }

  /**
   * @param {Keys} keys
   * @returns {Promise<{head: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>, parts: Uint8Array<ArrayBuffer>[]} | null>}
   */
  async keptPack(keys) {
    const kept = await this.get("pack");
    if (!kept) return null;
    const opening = { name: "AES-GCM", iv: kept.iv };
    const plain = new Uint8Array(await crypto.subtle.decrypt(opening, keys.rest, kept.sealed));
    let at = 0;
    const [head, signature, ...parts] = [...kept.sizes].map((size) => {
      at += size;
      return plain.slice(at - size, at);
    });
    return { head, signature, parts };
  }

  /** @param {Scan} scan */
  enqueue(scan) {
    return done(this.in(QUEUE, "readwrite").put(scan));
  }

  /** @returns {Promise<Scan[]>} in the order in which they were made; the database has them in the order of their ids */
  async queued() {
    const scans = await done(this.in(QUEUE).getAll());
    return scans.sort((one, other) => one.at - other.at);
  }

  /** @param {string[]} ids */
  async dequeue(ids) {
    const store = this.in(QUEUE, "readwrite");
    await Promise.all(ids.map((id) => done(store.delete(id))));
  }
}
