/** WebAuthn assertions: what a passkey signs. The same rules as `bot/crypto/assertions.py`. */

import { digest, fromUtf8, joinBytes, sameBytes, toBase64Url, toUtf8 } from "./bytes.js";
import { verifyEcdsa } from "./signatures.js";

const SHORTEST = 37;
const FLAG = {
  present: 0x01,
  verified: 0x04,
  eligible: 0x08,
  backedUp: 0x10,
  attested: 0x40,
  extended: 0x80,
  reserved: 0x22,
};

/**
 * @param {import("./certificate.js").Certificate} certificate
 * @param {import("./record.js").Assertion} assertion
 * @param {Uint8Array} signature
 * @param {Uint8Array} message
 * @returns {Promise<boolean>} whether the passkey in the certificate confirmed the message, on the site in it
 */
export async function verifyAssertion(certificate, assertion, signature, message) {
  const { site } = certificate;
  if (!site || !(await dataFits(assertion.authenticator, site.id))) return false;
  if (!clientFits(assertion.client, site.origin, await digest(message))) return false;
  const signed = joinBytes(assertion.authenticator, await digest(assertion.client));
  return verifyEcdsa(certificate.key, signed, signature);
}

/**
 * @param {Uint8Array} data authenticator data (WebAuthn, section 6.1)
 * @param {string} host
 * @returns {Promise<boolean>} whether they are for this site, with the user present and verified
 */
async function dataFits(data, host) {
  if (data.length < SHORTEST || !sameBytes(data.subarray(0, 32), await digest(toUtf8(host)))) return false;
  const flags = data[32];
  const confirmed = flags & FLAG.present && flags & FLAG.verified && !(flags & (FLAG.attested | FLAG.reserved));
  const backup = flags & FLAG.eligible || !(flags & FLAG.backedUp);
  return Boolean(confirmed && backup) && data.length > SHORTEST === Boolean(flags & FLAG.extended);
}

/**
 * @param {Uint8Array} data client data (section 5.8.1)
 * @param {string} origin
 * @param {Uint8Array} challenge
 * @returns {boolean} whether they confirm this challenge, on a page of this site
 */
function clientFits(data, origin, challenge) {
  const found = readMembers(data);
  if (!found || ("crossOrigin" in found && found.crossOrigin !== false) || "topOrigin" in found) return false;
  return found.type === "webauthn.get" && found.challenge === toBase64Url(challenge) && found.origin === origin;
}

/**
 * @param {Uint8Array} data
 * @returns {Record<string, unknown> | null} the members; null where a name of any object is there twice
 */
function readMembers(data) {
  try {
    const text = fromUtf8(data);
    const found = JSON.parse(text);
    const isObject = found !== null && typeof found === "object" && !Array.isArray(found);
    return isObject && countNames(text) === countMembers(found) ? found : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} text valid JSON
 * @returns {number} how many names of members are written in it
 */
function countNames(text) {
  return text.match(/"(?:[^"\\]|\\.)*"\s*:/g)?.length ?? 0;
}

/**
 * @param {unknown} value
 * @returns {number} how many members it and everything in it have
 */
function countMembers(value) {
  if (value === null || typeof value !== "object") return 0;
  const inner = Object.values(value).reduce((/** @type {number} */ sum, one) => sum + countMembers(one), 0);
  return inner + (Array.isArray(value) ? 0 : Object.keys(value).length);
}
