/**
 * The seal of a finished file, held against every byte. The same rules as `bot/signing/verification/checking_seal.py`.
 *
 * A signature's container is outside its own byte range. Here it is built again from what is signed, and must be the
 * same as in the file, digit by digit.
 */

import { digest, fromHex, joinBytes, sameBytes, toLatin1 } from "./bytes.js";
import { isSelfIssued, parseCertificate } from "./certificate.js";
import { checkSignature, HASH_OF, OID, readAttributes, readSignedData } from "./cms.js";
import { children, expectTag, readFirst, readOid, readOnly, readTime, TAG, writeDer, writeOid } from "./der.js";
import { asDictionary } from "./pdf.js";

/** @typedef {import("./pdf.js").Pdf} Pdf */
/** @typedef {import("./pdf.js").Dictionary} Dictionary */
/** @typedef {import("./cms.js").SignedData} SignedData */
/** @typedef {import("./certificate.js").Certificate} Certificate */
/** @typedef {{ at: string, authority: string }} TimeStamp */
/** @typedef {{ field: Dictionary, value: Dictionary, signed: SignedData, range: number[] }} Seal */
/**
 * `itsOwn`: whether the certificate's key made the seal; `claimedAt`: when, as the seal itself says.
 * @typedef {{ faults: string[], certificate: Certificate, itsOwn: boolean, timestamp: TimeStamp | null, claimedAt: string | null }} SealFindings
 */

const KNOWN_SEALS = ["/adbe.pkcs7.detached", "/ETSI.CAdES.detached", "/ETSI.RFC3161"];
const BYTE_RANGE = /\/ByteRange\s*\[\s*(0)\s+(\d{1,15})\s+(\d{1,15})\s+(\d{1,15})\s*\]/g;
const STAMP = "1.2.840.113549.1.9.16.2.14";
const STAMPED = "1.2.840.113549.1.9.16.1.4";

/**
 * @param {Pdf} pdf
 * @returns {Promise<Seal | null>} the only seal of this kind in the file; null where there is none, or another one
 */
export async function findSeal(pdf) {
  const form = await pdf.dictionaryAt(await pdf.catalog(), "/AcroForm");
  /** @type {{ name: string, field: Dictionary, value: Dictionary }[]} */
  const found = [];
  await walkFields(pdf, await pdf.member(form, "/Fields"), "", [], new Set(), found);
  const ours = found.filter(({ name, value }) => name.startsWith("Countersign-") && isRegular(value));
  if (ours.length !== 1) return null;
  const { field, value } = ours[0];
  const [contents, range] = [value.get("/Contents"), value.get("/ByteRange")];
  if (!(contents instanceof Uint8Array) || !Array.isArray(range)) throw new Error("a signature without contents");
  const places = range.map((one) => (typeof one === "number" && Number.isInteger(one) && one >= 0 ? one : Number.NaN));
  return { field, value, signed: readSignedData(contents), range: places };
}

/**
 * @param {Dictionary} value
 * @returns {boolean} whether it is a signature, and no time stamp of its own
 */
function isRegular(value) {
  return (value.get("/Type") ?? "/Sig") === "/Sig";
}

/**
 * Walk the fields of a form, and collect the signatures.
 * @param {Pdf} pdf
 * @param {import("./pdf.js").PdfObject} fields
 * @param {string} above the name of the field above
 * @param {Dictionary[]} parents
 * @param {Set<string>} seen
 * @param {{ name: string, field: Dictionary, value: Dictionary }[]} found
 */
async function walkFields(pdf, fields, above, parents, seen, found) {
  for (const item of Array.isArray(fields) ? fields : []) {
    const key =
      item !== null && typeof item === "object" && "number" in item ? `${item.number} ${item.generation}` : "";
    if (seen.has(key)) throw new Error("a form in a circle");
    const field = key && (await pdf.follow(item));
    const own = field instanceof Map ? await pdf.member(field, "/T") : null;
    if (!(field instanceof Map) || !(own instanceof Uint8Array)) continue;
    const name = above ? `${above}.${readPdfText(own)}` : readPdfText(own);
    const path = [field, ...parents];
    const value = await pdf.member(field, "/V");
    const kind = await pdf.follow(path.find((one) => one.has("/FT"))?.get("/FT"));
    if (kind === "/Sig" && value instanceof Map) {
      const filter = await pdf.member(value, "/SubFilter");
      if (KNOWN_SEALS.includes(String(filter))) found.push({ name, field, value });
    }
    const kids = await pdf.member(field, "/Kids");
    if (kids !== null) await walkFields(pdf, kids, name, path, new Set([...seen, key]), found);
  }
}

/**
 * @param {Uint8Array} data a text string of a PDF
 * @returns {string}
 */
function readPdfText(data) {
  if (data[0] === 0xfe && data[1] === 0xff) return new TextDecoder("utf-16be").decode(data.subarray(2));
  if (data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf) return new TextDecoder().decode(data.subarray(3));
  return toLatin1(data);
}

/**
 * @param {Uint8Array} data a file whose structure is not read
 * @returns {Promise<boolean>} whether it contains a signature over all its bytes that fits them
 */
export async function sealFits(data) {
  try {
    const [written] = [...toLatin1(data).matchAll(BYTE_RANGE)].slice(-1);
    const range = written.slice(1).map(Number);
    const container = readContainer(data, range);
    if (!container) return false;
    const signed = readSignedData(container);
    const seal = { field: new Map(), value: new Map(), signed, range };
    const { intact, valid } = await checkSignature(signed, OID.data, await rangeDigest(data, seal));
    return intact && valid;
  } catch {
    return false;
  }
}

/**
 * @param {Pdf} pdf
 * @param {Seal} seal
 * @returns {Promise<SealFindings>}
 */
export async function checkSeal(pdf, seal) {
  const { signed, range } = seal;
  const certificate = parseCertificate(signed.signer.der);
  const { intact, valid } = await checkSignature(signed, OID.data, await rangeDigest(pdf.data, seal));
  const faults = [];
  if (!(intact && valid && (await certifies(pdf, seal)))) faults.push("seal-broken");
  const container = readContainer(pdf.data, range);
  if (!container) faults.push("beyond-seal");
  else if (!sameBytes(container, rebuild(signed)) || !(await certificatesKnown(signed, certificate)))
    faults.push("seal-broken");
  if (certificate.use !== "seal") faults.push("seal-unfit");
  const { timestamp, holds } = await readSealStamp(signed);
  if (!holds) faults.push("timestamp-broken");
  return { faults: [...new Set(faults)], certificate, itsOwn: valid, timestamp, claimedAt: readClaimedTime(signed) };
}

/**
 * @param {Uint8Array} data
 * @param {Seal} seal
 * @returns {Promise<Uint8Array>}
 */
async function rangeDigest(data, { range, signed }) {
  if (range.length % 2 || range.some(Number.isNaN)) throw new Error("a byte range that is none");
  const parts = [];
  for (let at = 0; at < range.length; at += 2) parts.push(data.subarray(range[at], range[at] + range[at + 1]));
  return digest(joinBytes(...parts), signed.hash);
}

/**
 * @param {Pdf} pdf
 * @param {Seal} seal
 * @returns {Promise<boolean>} whether this signature is the one that certifies the document against any change
 */
async function certifies(pdf, { field, value }) {
  const permissions = await pdf.dictionaryAt(await pdf.catalog(), "/Perms");
  if (!permissions.has("/DocMDP") || (await pdf.member(permissions, "/DocMDP")) !== value) return false;
  for (const item of await pdf.itemsAt(value, "/Reference")) {
    const reference = asDictionary(await pdf.follow(item));
    if ((await pdf.member(reference, "/TransformMethod")) !== "/DocMDP") continue;
    return (await pdf.dictionaryAt(reference, "/TransformParams")).get("/P") === 1;
  }
  return (await pdf.member(await pdf.dictionaryAt(field, "/Lock"), "/P")) === 1;
}

/**
 * @param {Uint8Array} data
 * @param {number[]} range
 * @returns {Uint8Array | null} the DER of the container, if it and the byte range fill the file completely
 */
function readContainer(data, range) {
  const [first, start, end, rest] = range;
  if (range.length !== 4 || first !== 0 || start >= end || end + rest !== data.length) return null;
  const written = /^<((?:[0-9A-F]{2})*)>$/.exec(toLatin1(data.subarray(start, end)));
  if (!written) return null;
  const filled = fromHex(written[1]);
  const { whole } = readFirst(filled);
  return filled.subarray(whole.length).every((byte) => byte === 0) ? whole : null;
}

/**
 * Build the container from what the signature covers (RFC 5652).
 * @param {SignedData} signed
 * @returns {Uint8Array}
 */
function rebuild(signed) {
  const version = writeDer(TAG.integer, Uint8Array.of(1));
  const sha256 = writeDer(TAG.sequence, writeOid(OID.sha256), Uint8Array.of(5, 0));
  const info = writeDer(
    TAG.sequence,
    version,
    writeDer(TAG.sequence, signed.signer.issuer, signed.signer.serial),
    sha256,
    signed.attributesAs,
    writeDer(TAG.sequence, writeOid(OID.ecdsaSha256)),
    writeDer(TAG.octets, signed.signature),
    signed.unsigned ?? new Uint8Array(),
  );
  const content = writeDer(
    TAG.sequence,
    version,
    writeDer(TAG.set, sha256),
    writeDer(TAG.sequence, writeOid(OID.data)),
    signed.certificates,
    writeDer(TAG.set, info),
  );
  return writeDer(TAG.sequence, writeOid(OID.signedData), writeDer(0xa0, content));
}

/**
 * @param {SignedData} signed
 * @param {Certificate} signer
 * @returns {Promise<boolean>} whether every other certificate in the container is self-issued and above the signer's
 */
async function certificatesKnown(signed, signer) {
  for (const other of signed.others) {
    if (!(await isSelfIssued(parseCertificate(other.der), signer))) return false;
  }
  return true;
}

/**
 * @param {SignedData} signed
 * @returns {string | null}
 */
function readClaimedTime(signed) {
  const values = signed.attributes.get(OID.signingTime) ?? [];
  return values.length === 1 ? readTime(values[0]) : null;
}

/**
 * Return the seal's time stamp, if it has one, and whether what is there holds.
 * @param {SignedData} signed
 * @returns {Promise<{ timestamp: TimeStamp | null, holds: boolean }>}
 */
async function readSealStamp(signed) {
  const attributes = signed.unsigned ? children(readOnly(signed.unsigned)) : [];
  if (!attributes.length) return { timestamp: null, holds: true };
  const stamps = readAttributes(readOnly(/** @type {Uint8Array} */ (signed.unsigned))).get(STAMP) ?? [];
  if (attributes.length !== 1 || stamps.length !== 1) return { timestamp: null, holds: false };
  return readToken(stamps[0].whole, signed.signature);
}

/**
 * Return what a token states (RFC 3161), and whether it is about these bytes and its own signature holds.
 * @param {Uint8Array} token
 * @param {Uint8Array} data
 * @returns {Promise<{ timestamp: TimeStamp, holds: boolean }>}
 */
async function readToken(token, data) {
  const signed = readSignedData(token);
  if (!signed.content) throw new Error("a time stamp without content");
  const [, , imprint, , at] = children(readOnly(signed.content, TAG.sequence));
  const [algorithm, stated] = children(expectTag(imprint, TAG.sequence));
  const hash = HASH_OF[readOid(children(algorithm)[0])];
  const timestamp = { at: readTime(expectTag(at, 0x18)), authority: authorityName(signed.signer) };
  if (!hash) return { timestamp, holds: false };
  const about = sameBytes(expectTag(stated, TAG.octets).body, await digest(data, hash));
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
