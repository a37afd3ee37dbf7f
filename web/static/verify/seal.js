/**
 * The seal of a finished file, held against every byte. The same rules as `bot/signing/verification/checking_seal.py`.
 *
 * A signature's container is outside its own byte range. Here it is built again from what is signed, and must be the
 * same as in the file, digit by digit.
 */

import { digest, sameBytes, toLatin1 } from "./bytes.js";
import { isSelfIssued, parseCertificate } from "./certificate.js";
import { checkSignature, OID, readAttributes, readSignedData } from "./cms.js";
import { children, readOnly, readTime, TAG, writeDer, writeOid } from "./der.js";
import { asDictionary } from "./pdf.js";
import { coveredBytes, readContainer, readTokenOver } from "./stamps.js";

/** @typedef {import("./pdf.js").Pdf} Pdf */
/** @typedef {import("./pdf.js").Dictionary} Dictionary */
/** @typedef {import("./cms.js").SignedData} SignedData */
/** @typedef {import("./certificate.js").Certificate} Certificate */
/** @typedef {import("./stamps.js").TimeStamp} TimeStamp */
/** @typedef {{ name: string, number: number, field: Dictionary, value: Dictionary }} Field with a signature in it */
/** @typedef {{ field: Dictionary, value: Dictionary, signed: SignedData, range: number[] }} Seal */
/**
 * `itsOwn`: whether the certificate's key made the seal; `claimedAt`: when, as the seal itself says.
 * @typedef {{ faults: string[], certificate: Certificate, itsOwn: boolean, timestamp: TimeStamp | null, claimedAt: string | null }} SealFindings
 */

const KNOWN_SEALS = ["/adbe.pkcs7.detached", "/ETSI.CAdES.detached", "/ETSI.RFC3161"];
const BYTE_RANGE = /\/ByteRange\s*\[\s*(0)\s+(\d{1,15})\s+(\d{1,15})\s+(\d{1,15})\s*\]/g;
const STAMP = "1.2.840.113549.1.9.16.2.14";

/**
 * @param {Pdf} pdf
 * @returns {Promise<Field[]>} the signatures and time stamps of a file
 */
export async function findFields(pdf) {
  const form = await pdf.dictionaryAt(await pdf.catalog(), "/AcroForm");
  /** @type {Field[]} */
  const found = [];
  await walkFields(pdf, await pdf.member(form, "/Fields"), "", [], new Set(), found);
  return found;
}

/**
 * @param {Field[]} fields
 * @returns {Seal | null} the only seal of this kind in the file; null where there is none, or another one
 */
export function readSeal(fields) {
  const ours = fields.filter(({ name, value }) => name.startsWith("Countersign-") && isRegular(value));
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
 * @param {Field} field
 * @returns {boolean} whether it is a document time stamp
 */
export function isDocumentStamp({ value }) {
  return value.get("/Type") === "/DocTimeStamp";
}

/**
 * Walk the fields of a form, and collect the signatures.
 * @param {Pdf} pdf
 * @param {import("./pdf.js").PdfObject} fields
 * @param {string} above the name of the field above
 * @param {Dictionary[]} parents
 * @param {Set<string>} seen
 * @param {Field[]} found
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
      if (KNOWN_SEALS.includes(String(filter)))
        found.push({ name, number: /** @type {import("./pdf.js").Ref} */ (item).number, field, value });
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
function rangeDigest(data, { range, signed }) {
  return digest(coveredBytes(data, range), signed.hash);
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
  return readTokenOver(readSignedData(stamps[0].whole), (hash) => digest(signed.signature, hash));
}
