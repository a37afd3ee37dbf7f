/**
 * Opens what the server delivers for checks without a network: encrypted to this browser's key, compressed, and signed
 * with the organisation's key. Nothing of a delivery whose signature or parts are wrong is kept.
 */

import { sha256Hex, toUtf8 } from "../verify/bytes.js";

const POINT = 65;
const NONCE = 12;
const SIGNATURE = 64;
const FORMAT = "countersign offline pack 2";

/** @typedef {import("./judge.js").Head} Head */
/** @typedef {{head: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>, parts: Map<string, Uint8Array<ArrayBuffer>>}} Pack */

export class PackError extends Error {}

/** @returns {Promise<CryptoKeyPair>} the key to which packs are encrypted; its private half never leaves the browser */
export async function makeDeviceKey() {
  return crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
}

/** @param {CryptoKeyPair} pair @returns {Promise<Uint8Array>} */
export async function publicPoint(pair) {
  return new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
}

/** @param {Uint8Array<ArrayBuffer>} delivery @param {CryptoKey} privateKey @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function decrypted(delivery, privateKey) {
  const point = delivery.slice(0, POINT);
  const nonce = delivery.slice(POINT, POINT + NONCE);
  const theirs = await crypto.subtle.importKey("raw", point, { name: "ECDH", namedCurve: "P-256" }, true, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, privateKey, 256);
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const info = toUtf8(FORMAT);
  const scheme = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info };
  const key = await crypto.subtle.deriveKey(scheme, material, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  const opening = { name: "AES-GCM", iv: nonce, additionalData: point };
  return new Uint8Array(await crypto.subtle.decrypt(opening, key, delivery.slice(POINT + NONCE)));
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * @param {Uint8Array<ArrayBuffer>} delivery
 * @param {CryptoKey} privateKey of this device
 * @param {Uint8Array<ArrayBuffer>} seal the organisation's public key (SubjectPublicKeyInfo DER)
 * @param {Iterable<Uint8Array<ArrayBuffer>>} [known] parts that were not delivered again
 * @returns {Promise<Pack>}
 */
export async function openDelivery(delivery, privateKey, seal, known = []) {
  try {
    const plain = await inflated(await decrypted(delivery, privateKey));
    const view = new DataView(plain.buffer);
    const end = 4 + view.getUint32(0);
    const parts = new Map();
    for (const part of known) parts.set(await sha256Hex(part), part);
    for (let at = end + SIGNATURE; at < plain.length; ) {
      const size = view.getUint32(at + 1);
      const part = plain.slice(at + 5, at + 5 + size);
      parts.set(await sha256Hex(part), part);
      at += 5 + size;
    }
    return await checked({ head: plain.slice(4, end), signature: plain.slice(end, end + SIGNATURE), parts }, seal);
  } catch (error) {
    throw error instanceof PackError ? error : new PackError(String(error));
  }
}

/**
 * Return a pack with no more than the parts that its head names; PackError for any that the organisation did not sign.
 * @param {Pack} pack @param {Uint8Array<ArrayBuffer>} seal @returns {Promise<Pack>}
 */
export async function checked(pack, seal) {
  const scheme = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("spki", seal, scheme, false, ["verify"]);
  const right = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, pack.signature, pack.head);
  if (!right) throw new PackError("not signed by the organisation");
  const head = readHead(pack);
  const parts = new Map();
  for (const named of [...Object.values(head.parts), ...Object.values(head.portraits)]) {
    const part = pack.parts.get(named);
    if (!part || (await sha256Hex(part)) !== named) throw new PackError("a part is missing or changed");
    parts.set(named, part);
  }
  return { ...pack, parts };
}

/** @param {Pack} pack @returns {Head} */
export function readHead(pack) {
  const head = JSON.parse(new TextDecoder().decode(pack.head));
  if (head.format !== FORMAT) throw new PackError("another format");
  return head;
}
