/** Signatures, checked by WebCrypto: ECDSA as the organisation's keys make it, and what time-stamping authorities use. */

import { joinBytes } from "./bytes.js";
import { children, readOid, readOnly, readUnsigned, TAG } from "./der.js";

/** @typedef {"SHA-256" | "SHA-384" | "SHA-512"} Hash */

const CURVES = /** @type {Record<string, { name: string, size: number }>} */ ({
  "1.2.840.10045.3.1.7": { name: "P-256", size: 32 },
  "1.3.132.0.34": { name: "P-384", size: 48 },
  "1.3.132.0.35": { name: "P-521", size: 66 },
});
const EC_KEY = "1.2.840.10045.2.1";

/**
 * @param {Uint8Array} key SubjectPublicKeyInfo (DER), on one of the curves above
 * @param {Uint8Array} message
 * @param {Uint8Array} signature DER (RFC 3279)
 * @param {Hash} hash
 * @returns {Promise<boolean>} whether the key signed these bytes; false for anything that is no such signature
 */
export async function verifyEcdsa(key, message, signature, hash = "SHA-256") {
  try {
    const [type, curve] = children(children(readOnly(key, TAG.sequence))[0]).map(readOid);
    const { name, size } = CURVES[curve];
    if (type !== EC_KEY) return false;
    const numbers = children(readOnly(signature, TAG.sequence));
    if (numbers.length !== 2) return false;
    const raw = joinBytes(...numbers.map((number) => readUnsigned(number, size)));
    return await verifies(key, { name: "ECDSA", namedCurve: name }, { name: "ECDSA", hash }, raw, message);
  } catch {
    return false;
  }
}

/**
 * @param {Uint8Array} key SubjectPublicKeyInfo (DER)
 * @param {Uint8Array} message
 * @param {Uint8Array} signature PKCS #1 v1.5
 * @param {Hash} hash
 * @returns {Promise<boolean>}
 */
export async function verifyRsa(key, message, signature, hash) {
  try {
    const algorithm = { name: "RSASSA-PKCS1-v1_5", hash };
    return await verifies(key, algorithm, algorithm, signature, message);
  } catch {
    return false;
  }
}

/**
 * @param {Uint8Array} key
 * @param {EcKeyImportParams | RsaHashedImportParams} kind
 * @param {EcdsaParams | AlgorithmIdentifier} algorithm
 * @param {Uint8Array} signature
 * @param {Uint8Array} message
 * @returns {Promise<boolean>}
 */
async function verifies(key, kind, algorithm, signature, message) {
  const bytes = [key, signature, message].map((one) => /** @type {BufferSource} */ (/** @type {unknown} */ (one)));
  const imported = await crypto.subtle.importKey("spki", bytes[0], kind, false, ["verify"]);
  return crypto.subtle.verify(algorithm, imported, bytes[1], bytes[2]);
}
