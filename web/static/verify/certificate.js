/** X.509 certificates: who issued them, for what, and whose they are. The same rules as `bot/crypto/certificates.py`. */

import { fromBase64, fromLatin1, sameBytes, sha256Hex, toLatin1 } from "./bytes.js";
import { children, expectTag, readBits, readBoolean, readOid, readOnly, readText, readTime, TAG } from "./der.js";
import { verifyEcdsa } from "./signatures.js";

const ARC = "2.25.308523345727074786887138882006592196900";
const RECORDS = `${ARC}.2.1`;
const SEALING = ["1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4"];

/** @typedef {"person" | "tap" | "passkey" | "seal"} Use */

/** @type {{ use: Use, unit: string, policy: string, purposes: string[] }[]} */
const PROFILES = [
  { use: "person", unit: "Countersign person", policy: `${ARC}.1.1`, purposes: [RECORDS] },
  { use: "tap", unit: "Countersign single tap", policy: `${ARC}.1.2`, purposes: [RECORDS] },
  { use: "passkey", unit: "Countersign passkey", policy: `${ARC}.1.3`, purposes: [RECORDS] },
  { use: "seal", unit: "Countersign document seal", policy: `${ARC}.1.4`, purposes: SEALING },
];

const HASHES = /** @type {const} */ ({
  "1.2.840.10045.4.3.2": "SHA-256",
  "1.2.840.10045.4.3.3": "SHA-384",
  "1.2.840.10045.4.3.4": "SHA-512",
});

const NAME = {
  commonName: "2.5.4.3",
  serialNumber: "2.5.4.5",
  organisation: "2.5.4.10",
  unit: "2.5.4.11",
  full: "2.5.4.41",
};
const EXTENSION = {
  usage: "2.5.29.15",
  hosts: "2.5.29.17",
  basic: "2.5.29.19",
  policies: "2.5.29.32",
  purposes: "2.5.29.37",
};

/**
 * The contents of a certificate. `use` is null for an authority, and where the certificate states none of ours or
 * contradicts itself.
 * @typedef {{
 *   der: Uint8Array, signed: Uint8Array, signature: Uint8Array, algorithm: string, issuer: Uint8Array,
 *   serial: Uint8Array, subject: Uint8Array, key: Uint8Array, name: string, serialNumber: string | null,
 *   organisation: string | null, from: string, until: string, isAuthority: boolean, use: Use | null,
 *   site: { id: string, origin: string } | null,
 * }} Certificate
 */

/**
 * Parse a certificate, PEM or DER; throws for anything else, and for keys that are not on P-256.
 * @param {Uint8Array} data
 * @returns {Certificate}
 */
export function parseCertificate(data) {
  const certificate = readCertificate(unwrapPem(data));
  requireP256(readOnly(certificate.key));
  return certificate;
}

/**
 * Read a certificate with a key of any kind, as time-stamping authorities have.
 * @param {Uint8Array} der
 * @returns {Certificate}
 */
export function readCertificate(der) {
  const [signed, algorithm, signature] = children(readOnly(der, TAG.sequence));
  const fields = children(expectTag(signed, TAG.sequence));
  if (fields[0]?.tag === 0xa0) requireVersion3(/** @type {import("./der.js").Element} */ (fields.shift()));
  const [serial, inner, issuer, validity, subject, key] = fields;
  if (!sameBytes(inner.whole, algorithm.whole)) throw new Error("two algorithms");
  const extensions = readExtensions(fields.slice(6));
  const names = readNames(subject);
  readNames(issuer);
  const [from, until] = children(expectTag(validity, TAG.sequence)).map(readTime);
  const isAuthority = readIsAuthority(extensions);
  return {
    der,
    signed: signed.whole,
    signature: readBits(signature),
    algorithm: readOid(children(algorithm)[0]),
    issuer: issuer.whole,
    serial: serial.whole,
    subject: subject.whole,
    key: key.whole,
    name: names.get(NAME.full) || names.get(NAME.commonName) || "",
    serialNumber: names.get(NAME.serialNumber) ?? null,
    organisation: names.get(NAME.organisation) ?? null,
    from,
    until,
    isAuthority,
    use: isAuthority ? null : readUse(names.get(NAME.unit), extensions),
    site: readSite(extensions),
  };
}

/**
 * @param {Certificate} certificate
 * @param {Certificate} authority
 * @param {Use} use
 * @param {string} at RFC 3339 in UTC with microseconds
 * @returns {Promise<boolean>} whether the authority certified a key for this use, and both were valid then
 */
export async function isIssuedBy(certificate, authority, use, at) {
  const lived = [certificate, authority].every((one) => one.from <= at && at <= one.until);
  return lived && authority.isAuthority && certificate.use === use && (await isSignedBy(certificate, authority));
}

/**
 * @param {Certificate} authority
 * @param {Certificate} below
 * @returns {Promise<boolean>} whether a self-signed authority's key signed the certificate below it
 */
export async function isSelfIssued(authority, below) {
  return authority.isAuthority && (await isSignedBy(authority, authority)) && (await isSignedBy(below, authority));
}

/**
 * @param {Certificate} certificate
 * @returns {Promise<string>} the SHA-256 of its DER
 */
export function fingerprint(certificate) {
  return sha256Hex(certificate.der);
}

/**
 * @param {{ issuer: Uint8Array, algorithm: string, signed: Uint8Array, signature: Uint8Array }} certificate or a list
 * @param {Certificate} authority
 * @returns {Promise<boolean>}
 */
export async function isSignedBy(certificate, authority) {
  const hash = HASHES[/** @type {keyof typeof HASHES} */ (certificate.algorithm)];
  const named = sameBytes(certificate.issuer, authority.subject);
  return named && hash !== undefined && verifyEcdsa(authority.key, certificate.signed, certificate.signature, hash);
}

/**
 * @param {Uint8Array} data
 * @returns {Uint8Array}
 */
function unwrapPem(data) {
  const text = toLatin1(data.subarray(0, 1 << 16)).trimStart();
  if (!text.startsWith("-----BEGIN")) return data;
  const inner = /-----BEGIN (?:X509 )?CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END/.exec(text);
  if (!inner) throw new Error("no certificate in PEM");
  return fromBase64(inner[1].replace(/\s/g, ""));
}

/** @param {import("./der.js").Element} element */
function requireVersion3(element) {
  const { body } = readOnly(element.body, TAG.integer);
  if (body.length !== 1 || body[0] !== 2) throw new Error("a certificate of another version");
}

const P256 = fromLatin1("\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07");

/** @param {import("./der.js").Element} key SubjectPublicKeyInfo (RFC 5480) */
function requireP256(key) {
  const [algorithm, point] = children(expectTag(key, TAG.sequence));
  const bits = readBits(point);
  if (!sameBytes(algorithm.whole, P256) || bits.length !== 65 || bits[0] !== 4) throw new Error("not a key on P-256");
}

/**
 * @param {import("./der.js").Element} element
 * @returns {Map<string, string>} the first value of each attribute
 */
function readNames(element) {
  const found = new Map();
  for (const set of children(expectTag(element, TAG.sequence))) {
    for (const attribute of children(expectTag(set, TAG.set))) {
      const [type, value] = children(expectTag(attribute, TAG.sequence));
      const text = readText(value);
      if (!found.has(readOid(type))) found.set(readOid(type), text);
    }
  }
  return found;
}

/**
 * @param {import("./der.js").Element[]} fields what follows the key
 * @returns {Map<string, Uint8Array>} the contents of each extension, by identifier
 */
function readExtensions(fields) {
  const found = new Map();
  const element = fields.find((one) => one.tag === 0xa3);
  for (const extension of element ? children(readOnly(element.body, TAG.sequence)) : []) {
    const parts = children(expectTag(extension, TAG.sequence));
    const type = readOid(parts[0]);
    if (found.has(type)) throw new Error("an extension is there twice");
    if (parts.length === 3) readBoolean(parts[1]);
    found.set(type, expectTag(parts[parts.length - 1], TAG.octets).body);
  }
  return found;
}

/**
 * @param {Map<string, Uint8Array>} extensions
 * @returns {boolean}
 */
function readIsAuthority(extensions) {
  const basic = extensions.get(EXTENSION.basic);
  const [first] = basic ? children(readOnly(basic, TAG.sequence)) : [];
  return first?.tag === 0x01 && readBoolean(first);
}

/**
 * Return the use that unit, key usage, purposes and policy all state; null where one of them differs.
 * @param {string | undefined} unit
 * @param {Map<string, Uint8Array>} extensions
 * @returns {Use | null}
 */
function readUse(unit, extensions) {
  const usage = extensions.get(EXTENSION.usage);
  const policies = extensions.get(EXTENSION.policies);
  const purposes = extensions.get(EXTENSION.purposes);
  if (!usage || !policies || !purposes || !onlySigns(usage)) return null;
  const stated = children(readOnly(policies, TAG.sequence)).map((policy) => readOid(children(policy)[0]));
  const meant = children(readOnly(purposes, TAG.sequence)).map(readOid);
  const profile = PROFILES.find((one) => one.unit === unit && one.policy === stated.join());
  return profile && profile.purposes.join() === meant.join() ? profile.use : null;
}

/**
 * @param {Uint8Array} usage
 * @returns {boolean} whether a key usage has digitalSignature and contentCommitment, and no other
 */
function onlySigns(usage) {
  return sameBytes(usage, Uint8Array.of(TAG.bits, 2, 6, 0xc0));
}

/**
 * @param {Map<string, Uint8Array>} extensions
 * @returns {{ id: string, origin: string } | null} the one web site of a passkey
 */
function readSite(extensions) {
  const found = extensions.get(EXTENSION.hosts);
  const names = found ? children(readOnly(found, TAG.sequence)) : [];
  const host = names.find((name) => name.tag === 0x82);
  const origin = names.find((name) => name.tag === 0x86);
  if (names.length !== 2 || !host || !origin) return null;
  return { id: toLatin1(host.body), origin: toLatin1(origin.body) };
}
