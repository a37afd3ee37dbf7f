/** Certificate revocation lists (RFC 5280, section 5). The same rules as `bot/crypto/revocation.py`. */

import { toHex } from "./bytes.js";
import { isSignedBy } from "./certificate.js";
import { children, expectTag, readBits, readOid, readOnly, readTime, TAG } from "./der.js";

/** @typedef {import("./certificate.js").Certificate} Certificate */
/** @typedef {Map<string, string>} Revoked since when which serial number (DER, in hexadecimal digits) is revoked */

/**
 * Lists that are unreadable, or that the authority did not sign, count for nothing; without an authority all do.
 * @param {Uint8Array[]} lists
 * @param {Certificate | null} authority
 * @returns {Promise<Revoked>} of several dates the earliest
 */
export async function revokedSerials(lists, authority) {
  const found = new Map();
  for (const data of authority ? lists : []) {
    for (const [serial, at] of await readRevocations(data, /** @type {Certificate} */ (authority))) {
      const before = found.get(serial);
      if (before === undefined || at < before) found.set(serial, at);
    }
  }
  return found;
}

/**
 * @param {Uint8Array} data
 * @param {Certificate} authority
 * @returns {Promise<[string, string][]>}
 */
async function readRevocations(data, authority) {
  try {
    const [signed, algorithm, signature] = children(readOnly(data, TAG.sequence));
    const fields = children(expectTag(signed, TAG.sequence));
    if (fields[0].tag === TAG.integer) fields.shift();
    const [, issuer, , ...rest] = fields;
    const claimed = { signed: signed.whole, issuer: issuer.whole, signature: readBits(signature) };
    if (!(await isSignedBy({ ...claimed, algorithm: readOid(children(algorithm)[0]) }, authority))) return [];
    const entries = rest.find((one) => one.tag === TAG.sequence);
    return entries ? children(entries).map(readRevoked) : [];
  } catch {
    return [];
  }
}

/**
 * @param {import("./der.js").Element} entry
 * @returns {[string, string]}
 */
function readRevoked(entry) {
  const [serial, at] = children(expectTag(entry, TAG.sequence));
  return [toHex(expectTag(serial, TAG.integer).whole), readTime(at)];
}
