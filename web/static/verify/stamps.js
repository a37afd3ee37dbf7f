/** Time stamps (RFC 3161) and the containers of signatures. The same rules as `bot/signing/sealing/timestamps.py`. */

import { digest, fromHex, joinBytes, sameBytes, toLatin1 } from "./bytes.js";
import { checkSignature, HASH_OF } from "./cms.js";
import { children, expectTag, readFirst, readOid, readOnly, readTime, TAG } from "./der.js";

/** @typedef {import("./certificate.js").Certificate} Certificate */
/** @typedef {import("./cms.js").SignedData} SignedData */
/** @typedef {import("./signatures.js").Hash} Hash */
/** @typedef {{ at: string, authority: string }} TimeStamp */

const STAMPED = "1.2.840.113549.1.9.16.1.4";

/**
 * @param {Uint8Array} data
 * @param {number[]} range
 * @returns {Uint8Array | null} the DER of the container, if it and the byte range fill the file completely
 */
export function readContainer(data, range) {
  const [first, start, end, rest] = range;
  if (range.length !== 4 || first !== 0 || start >= end || end + rest !== data.length) return null;
  const written = /^<((?:[0-9A-F]{2})*)>$/.exec(toLatin1(data.subarray(start, end)));
  if (!written) return null;
  const filled = fromHex(written[1]);
  const { whole } = readFirst(filled);
  return filled.subarray(whole.length).every((byte) => byte === 0) ? whole : null;
}

/**
 * @param {Uint8Array} data
 * @param {number[]} range
 * @returns {Uint8Array} the bytes that a signature covers
 */
export function coveredBytes(data, range) {
  if (range.length % 2 || range.some(Number.isNaN)) throw new Error("a byte range that is none");
  const parts = [];
  for (let at = 0; at < range.length; at += 2) parts.push(data.subarray(range[at], range[at] + range[at + 1]));
  return joinBytes(...parts);
}

/**
 * Return what a token states, and whether it is about the bytes of this digest and its own signature holds.
 * @param {SignedData} signed
 * @param {(hash: Hash) => Promise<Uint8Array>} digestOf
 * @returns {Promise<{ timestamp: TimeStamp, holds: boolean }>}
 */
export async function readTokenOver(signed, digestOf) {
  if (!signed.content) throw new Error("a time stamp without content");
  const [, , imprint, , at] = children(readOnly(signed.content, TAG.sequence));
  const [algorithm, stated] = children(expectTag(imprint, TAG.sequence));
  const hash = HASH_OF[readOid(children(algorithm)[0])];
  const timestamp = { at: readTime(expectTag(at, 0x18)), authority: authorityName(signed.signer) };
  if (!hash) return { timestamp, holds: false };
  const about = sameBytes(expectTag(stated, TAG.octets).body, await digestOf(hash));
  const { intact, valid } = await checkSignature(signed, STAMPED, await digest(signed.content, signed.hash));
  return { timestamp, holds: about && intact && valid };
}

/**
 * @param {Certificate} certificate
 * @returns {string}
 */
function authorityName({ name, organisation }) {
  return [name, organisation].filter((part) => part && part !== "").join(", ");
}
