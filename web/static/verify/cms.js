/** CMS signed data (RFC 5652) with one signer, and the checks that both a seal and a time stamp need. */

import { digest, joinBytes, sameBytes, toHex } from "./bytes.js";
import { readCertificate } from "./certificate.js";
import { children, expectTag, readFirst, readOid, readOnly, TAG } from "./der.js";
import { Unsupported } from "./pdf.js";
import { verifyEcdsa, verifyRsa } from "./signatures.js";

/** @typedef {import("./der.js").Element} Element */
/** @typedef {import("./certificate.js").Certificate} Certificate */
/** @typedef {import("./signatures.js").Hash} Hash */
/**
 * Signed data as they are written: `content` is what is signed inside, `attributes` what is signed besides, by type.
 * @typedef {{
 *   contentType: string, content: Uint8Array | null, certificates: Uint8Array, signer: Certificate,
 *   others: Certificate[], hash: Hash, digestAlgorithm: Uint8Array, attributesAs: Uint8Array,
 *   attributes: Map<string, Element[]>, algorithm: Uint8Array, signature: Uint8Array, unsigned: Uint8Array | null,
 * }} SignedData
 */

export const OID = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  algorithmProtection: "1.2.840.113549.1.9.52",
  sha256: "2.16.840.1.101.3.4.2.1",
  ecdsaSha256: "1.2.840.10045.4.3.2",
};

/** @type {Record<string, Hash>} */
export const HASH_OF = {
  [OID.sha256]: "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
};

/** @type {Record<string, { kind: "ecdsa" | "rsa", hash: Hash | null }>} */
const SCHEMES = {
  [OID.ecdsaSha256]: { kind: "ecdsa", hash: "SHA-256" },
  "1.2.840.10045.4.3.3": { kind: "ecdsa", hash: "SHA-384" },
  "1.2.840.10045.4.3.4": { kind: "ecdsa", hash: "SHA-512" },
  "1.2.840.113549.1.1.1": { kind: "rsa", hash: null },
  "1.2.840.113549.1.1.11": { kind: "rsa", hash: "SHA-256" },
  "1.2.840.113549.1.1.12": { kind: "rsa", hash: "SHA-384" },
  "1.2.840.113549.1.1.13": { kind: "rsa", hash: "SHA-512" },
};

/**
 * Read signed data at the beginning of the bytes; padding may follow.
 * @param {Uint8Array} data ContentInfo
 * @returns {SignedData}
 */
export function readSignedData(data) {
  const [type, wrapped] = children(expectTag(readFirst(data), TAG.sequence));
  if (readOid(type) !== OID.signedData) throw new Error("CMS: no signed data");
  const [, , content, certificates, ...rest] = children(readOnly(expectTag(wrapped, 0xa0).body, TAG.sequence));
  const [contentType, inner] = children(expectTag(content, TAG.sequence));
  const listed = children(expectTag(certificates, 0xa0)).map((one) =>
    readCertificate(expectTag(one, TAG.sequence).whole),
  );
  const infos = children(expectTag(rest[rest.length - 1], TAG.set));
  if (infos.length !== 1) throw new Error("CMS: not one signer");
  return {
    contentType: readOid(contentType),
    content: inner ? readOnly(expectTag(inner, 0xa0).body, TAG.octets).body : null,
    certificates: certificates.whole,
    ...readSigner(infos[0], listed),
  };
}

/**
 * @param {Element} info
 * @param {Certificate[]} listed
 */
function readSigner(info, listed) {
  const [, sid, hash, attributes, algorithm, signature, unsigned] = children(expectTag(info, TAG.sequence));
  if (sid.tag !== TAG.sequence) throw new Unsupported("a signer named by key");
  const [issuer, serial] = children(sid);
  const isSigner = (/** @type {Certificate} */ one) =>
    sameBytes(one.issuer, issuer.whole) && sameBytes(one.serial, serial.whole);
  const signer = listed.findLast(isSigner);
  if (!signer) throw new Error("CMS: the signer's certificate is missing");
  const known = HASH_OF[readOid(children(hash)[0])];
  if (!known) throw new Error("CMS: an unknown hash");
  return {
    signer,
    others: listed.filter((one) => !isSigner(one)),
    hash: known,
    digestAlgorithm: hash.whole,
    attributesAs: expectTag(attributes, 0xa0).whole,
    attributes: readAttributes(attributes),
    algorithm: expectTag(algorithm, TAG.sequence).whole,
    signature: expectTag(signature, TAG.octets).body,
    unsigned: unsigned ? expectTag(unsigned, 0xa1).whole : null,
  };
}

/**
 * @param {Element} element
 * @returns {Map<string, Element[]>} the values of each type
 */
export function readAttributes(element) {
  const found = new Map();
  for (const attribute of children(element)) {
    const [type, values] = children(expectTag(attribute, TAG.sequence));
    const name = readOid(type);
    found.set(name, [...(found.get(name) ?? []), ...children(expectTag(values, TAG.set))]);
  }
  return found;
}

/**
 * @param {SignedData} signed
 * @param {string} type
 * @returns {Element} the only value of a signed attribute; throws where there is none, or another
 */
export function onlyAttribute(signed, type) {
  const values = signed.attributes.get(type) ?? [];
  if (values.length !== 1) throw new Error(`CMS: not one value of ${type}`);
  return values[0];
}

/**
 * Check a signature over a digest and over its signed attributes. Throws where the attributes contradict the signature.
 * @param {SignedData} signed
 * @param {string} contentType
 * @param {Uint8Array} actual
 * @returns {Promise<{ intact: boolean, valid: boolean }>} whether the digest is the signed one; whether the key signed
 */
export async function checkSignature(signed, contentType, actual) {
  await checkSigningCertificate(signed);
  checkProtection(signed);
  if (readOid(onlyAttribute(signed, OID.contentType)) !== contentType) throw new Error("CMS: another kind of content");
  const stated = expectTag(onlyAttribute(signed, OID.messageDigest), TAG.octets).body;
  const message = joinBytes(Uint8Array.of(TAG.set), signed.attributesAs.subarray(1));
  const scheme = SCHEMES[readOid(children(readOnly(signed.algorithm))[0])];
  if (!scheme) throw new Unsupported("an algorithm of signatures that is not known here");
  const verify = scheme.kind === "rsa" ? verifyRsa : verifyEcdsa;
  const valid = await verify(signed.signer.key, message, signed.signature, scheme.hash ?? signed.hash);
  return { intact: sameBytes(stated, actual), valid };
}

/**
 * Compare the signer's certificate with the one that the signed attributes name (RFC 5035), if they do.
 * @param {SignedData} signed
 */
async function checkSigningCertificate(signed) {
  const second = signed.attributes.get(OID.signingCertificateV2);
  const [value] = second ?? signed.attributes.get(OID.signingCertificate) ?? [];
  if (!value) return;
  const [named] = children(children(expectTag(value, TAG.sequence))[0]);
  const parts = children(named);
  const hash = parts[0].tag === TAG.sequence ? HASH_OF[readOid(children(parts[0])[0])] : second ? "SHA-256" : "SHA-1";
  const stated = expectTag(parts[0].tag === TAG.sequence ? parts[1] : parts[0], TAG.octets).body;
  if (!hash || !sameBytes(stated, await digest(signed.signer.der, hash))) throw new Error("CMS: another certificate");
}

/**
 * Compare the algorithms with those that the signed attributes name (RFC 6211), if they do.
 * @param {SignedData} signed
 */
function checkProtection(signed) {
  if (!signed.attributes.has(OID.algorithmProtection)) return;
  const [hash, algorithm] = children(onlyAttribute(signed, OID.algorithmProtection));
  const same = readOid(children(hash)[0]) === readOid(children(readOnly(signed.digestAlgorithm))[0]);
  const written = toHex(expectTag(algorithm, 0xa1).body) === toHex(readOnly(signed.algorithm).body);
  if (!same || !written) throw new Error("CMS: other algorithms than the protected ones");
}
