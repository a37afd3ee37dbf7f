/** Checking a finished file as a whole. The same rules and results as `bot/signing/verification/checking.py`. */

import { findBytes, fromLatin1, sha256Hex, toLatin1 } from "./bytes.js";
import { isIssuedBy } from "./certificate.js";
import { asDictionary, Pdf, Stream, Unsupported } from "./pdf.js";
import { readManifest, readSignedRecord, sameValues, verifyRecord } from "./record.js";
import { checkRevisions, endOf } from "./revisions.js";
import { revokedSerials } from "./revocation.js";
import { checkSeal, findFields, isDocumentStamp, readSeal, sealFits } from "./seal.js";

/** @typedef {import("./certificate.js").Certificate} Certificate */
/** @typedef {import("./pdf.js").Dictionary} Dictionary */
/** @typedef {import("./record.js").Manifest} Manifest */
/** @typedef {import("./record.js").Trust} Trust */
/** @typedef {import("./seal.js").SealFindings} SealFindings */
/** @typedef {"unchanged" | "changed" | "unknown" | "unsupported"} Integrity */
/**
 * What was found, with the names of `countersign verify --json`.
 * @typedef {{
 *   answer: Integrity, integrity: Integrity, trust: Trust, faults: string[], signed: number, expected: number | null,
 *   declined: number | null, organisation: import("./record.js").Party | null,
 *   document: import("./record.js").Subject | null, carrying: string | null, sealed_at: string | null,
 *   sealed_by: string | null, timestamp: import("./stamps.js").TimeStamp | null, ledger_head: string | null,
 *   archive_timestamps: import("./stamps.js").TimeStamp[],
 *   signatures: CheckedSignature[],
 * }} Verification
 */
/**
 * @typedef {{
 *   id: string, sound: boolean, signature_holds: boolean, document_matches: boolean | null, trust: Trust,
 *   repeated: boolean, record_sha256: string, certificate_sha256: string, counter: number | null,
 *   revoked_at: string | null,
 *   signer?: import("./record.js").SignatureRecord["signer"], act?: import("./record.js").SignatureRecord["act"],
 *   agreement?: object, statement?: object, result?: string, container?: import("./record.js").Container | null,
 * }} CheckedSignature
 */

const KEY = "countersign:";
const CONTAINER = `${KEY}container-`;
const MARKS = ["/ETSI.CAdES.detached", "(Countersign\\055", "(countersign\\056json)"].map(fromLatin1);
const ENOUGH_MARKS = 2;
const MOST_LEAVES = 200_000;

/**
 * Check a file for integrity, and against an organisation's certificate if there is one. Never throws.
 * @param {Uint8Array} data
 * @param {Certificate | null} [authority]
 * @returns {Promise<Verification>}
 */
export async function verifyFinished(data, authority = null) {
  try {
    const opened = await openFinished(data);
    return opened ? await judgeFinished(opened, authority) : unreadable(data, authority);
  } catch (error) {
    // A changed byte can look like something that is not read here: only the seal can tell.
    const unsupported = error instanceof Unsupported && (await sealFits(data));
    return unsupported ? verification("unsupported", authority) : unreadable(data, authority);
  }
}

/**
 * @param {Uint8Array} data
 * @returns {Promise<Uint8Array[]>} the certificates in the seal above the signer's own; none where there is no seal
 */
export async function sealAuthorities(data) {
  try {
    const opened = await openFinished(data);
    return opened ? opened.seal.signed.others.map((one) => one.der) : [];
  } catch {
    return [];
  }
}

/** @param {Uint8Array} data */
async function openFinished(data) {
  const pdf = await Pdf.open(data);
  if (pdf.trailer.has("/Encrypt")) return null;
  const fields = await findFields(pdf);
  const seal = readSeal(fields);
  if (!seal) return null;
  const lists = await readLists(pdf);
  const stamps = fields.filter(isDocumentStamp);
  if (!stamps.length || endOf(seal) >= data.length) {
    return { pdf, seal, attached: await readAttached(pdf), lists, added: { faults: [], stamps: [] } };
  }
  const sealed = await Pdf.open(data.subarray(0, endOf(seal)));
  const first = readSeal(await findFields(sealed));
  if (!first) return null;
  const added = await checkRevisions(pdf, sealed, stamps);
  return { pdf: sealed, seal: first, attached: await readAttached(sealed), lists, added };
}

/**
 * @param {Pdf} pdf
 * @returns {Promise<Uint8Array[]>} the revocation lists that the file carries
 */
async function readLists(pdf) {
  const store = await pdf.dictionaryAt(await pdf.catalog(), "/DSS");
  const found = [];
  for (const item of await pdf.itemsAt(store, "/CRLs")) {
    const stream = await pdf.follow(item);
    if (stream instanceof Stream) found.push(await pdf.decode(stream));
  }
  return found;
}

/**
 * @param {Pdf} pdf
 * @returns {Promise<Map<string, Dictionary>>} the specifications of our attachments, by key
 */
async function readAttached(pdf) {
  const found = new Map();
  const names = await pdf.dictionaryAt(await pdf.catalog(), "/Names");
  const waiting = [await pdf.dictionaryAt(names, "/EmbeddedFiles")];
  for (let left = MOST_LEAVES; waiting.length; ) {
    const node = /** @type {Dictionary} */ (waiting.pop());
    const [flat, kids] = [await pdf.itemsAt(node, "/Names"), await pdf.itemsAt(node, "/Kids")];
    left -= flat.length + kids.length;
    if (left < 0 || flat.length % 2) throw new Error("a name tree without end");
    for (let at = 0; at < flat.length; at += 2) {
      const key = await pdf.follow(flat[at]);
      if (!(key instanceof Uint8Array)) throw new Error("a name tree's key is no string");
      const text = toLatin1(key);
      if (text.startsWith(KEY)) found.set(text, asDictionary(await pdf.follow(flat[at + 1])));
    }
    for (const kid of kids) waiting.push(asDictionary(await pdf.follow(kid)));
  }
  return found;
}

/**
 * @param {Pdf} pdf
 * @param {Dictionary} specification
 * @returns {Promise<Uint8Array>} an attached file
 */
async function readContent(pdf, specification) {
  const stream = await pdf.member(await pdf.dictionaryAt(specification, "/EF"), "/F");
  if (!(stream instanceof Stream)) throw new Error("a file specification without a file");
  return pdf.decode(stream);
}

/**
 * Distinguish a damaged finished file from any other file that is not readable as one.
 * @param {Uint8Array} data
 * @param {Certificate | null} authority
 * @returns {Verification}
 */
function unreadable(data, authority) {
  const marks = MARKS.filter((mark) => findBytes(data, mark) >= 0).length;
  if (marks < ENOUGH_MARKS) return verification("unknown", authority);
  return { ...verification("changed", authority), faults: ["unreadable"] };
}

/**
 * @param {Integrity} integrity
 * @param {Certificate | null} authority
 * @returns {Verification} one of which nothing else is known
 */
function verification(integrity, authority) {
  return {
    answer: integrity,
    integrity,
    trust: authority ? "stranger" : "unasked",
    faults: [],
    signed: 0,
    expected: null,
    declined: null,
    organisation: null,
    document: null,
    carrying: null,
    sealed_at: null,
    sealed_by: null,
    timestamp: null,
    ledger_head: null,
    archive_timestamps: [],
    signatures: [],
  };
}

/** @typedef {NonNullable<Awaited<ReturnType<typeof openFinished>>>} Opened */

/**
 * @param {Opened} opened
 * @param {Certificate | null} authority
 * @returns {Promise<Verification>}
 */
async function judgeFinished(opened, authority) {
  const seal = await checkSeal(opened.pdf, opened.seal);
  const findings = { ...seal, faults: [...new Set([...seal.faults, ...opened.added.faults])] };
  const manifest = await findManifest(opened);
  if (!manifest) {
    const trust = await sealTrust(findings, authority, findings.claimedAt);
    const faults = [...findings.faults, "manifest-broken"];
    return { ...verification("changed", authority), trust, faults };
  }
  const document = { ...manifest.document, sha256: (await originalSha256(opened, manifest)) ?? "" };
  const { signatures, differ } = await checkRecords(opened, manifest, document, authority);
  const faults = [
    ...findings.faults,
    ...(manifest.signatures.length + manifest.declined > manifest.expected ? ["manifest-broken"] : []),
    ...(sameValues(document, manifest.document) ? [] : ["document-differs"]),
    ...(differ ? ["records-differ"] : []),
    ...(signatures.some((one) => one.repeated) ? ["signer-twice"] : []),
    ...(signatures.every((one) => one.sound) ? [] : ["record-unsound"]),
  ];
  const integrity = faults.length ? "changed" : "unchanged";
  const trust = await sealTrust(findings, authority, manifest.sealed_at);
  return {
    answer: integrity === "unchanged" && trust === "stranger" ? "unknown" : integrity,
    integrity,
    trust,
    faults,
    signed: signatures.filter(countsAsSigned).length,
    expected: manifest.expected,
    declined: manifest.declined,
    organisation: manifest.organisation,
    document: manifest.document,
    carrying: manifest.carrying,
    sealed_at: manifest.sealed_at,
    sealed_by: findings.certificate.name,
    timestamp: findings.timestamp,
    archive_timestamps: opened.added.stamps,
    ledger_head: manifest.ledger_head,
    signatures,
  };
}

/**
 * @param {CheckedSignature} one
 * @returns {boolean} whether it is one of the N of "signed by N of M"
 */
export function countsAsSigned(one) {
  return one.sound && !one.repeated && one.trust !== "stranger" && !isLate(one);
}

/**
 * @param {CheckedSignature} one
 * @returns {boolean} whether it was made when its certificate was revoked already
 */
export function isLate({ revoked_at: revoked, act }) {
  return revoked !== null && act !== undefined && revoked <= act.confirmed_at;
}

/**
 * @param {SealFindings} findings
 * @param {Certificate | null} authority
 * @param {string | null} at
 * @returns {Promise<Trust>}
 */
async function sealTrust(findings, authority, at) {
  if (!authority) return "unasked";
  const ours = findings.itsOwn && at !== null && (await isIssuedBy(findings.certificate, authority, "seal", at));
  return ours ? "ours" : "stranger";
}

/**
 * @param {Opened} opened
 * @returns {Promise<Manifest | null>}
 */
async function findManifest({ pdf, attached }) {
  const specification = attached.get(`${KEY}manifest`);
  if (!specification) return null;
  const data = await readContent(pdf, specification);
  try {
    return readManifest(data);
  } catch {
    return null;
  }
}

/**
 * Hash the original where the manifest says it is.
 * @param {Opened} opened
 * @param {Manifest} manifest
 * @returns {Promise<string | null>}
 */
async function originalSha256({ pdf, attached }, manifest) {
  if (manifest.carrying === "pages") return sha256Hex(pdf.data.subarray(0, Math.max(manifest.document.size, 0)));
  const specification = attached.get(`${KEY}original`);
  return specification ? sha256Hex(await readContent(pdf, specification)) : null;
}

/**
 * Check each record that the manifest lists, and find whether the file contains others.
 * @param {Opened} opened
 * @param {Manifest} manifest
 * @param {import("./record.js").Subject} document
 * @param {Certificate | null} authority
 */
async function checkRecords(opened, manifest, document, authority) {
  const { pdf, attached, lists } = opened;
  const revoked = await revokedSerials(lists, authority);
  const keys = new Set(manifest.signatures.map(({ id }) => `${KEY}signature-${id}`));
  const inside = [...attached.keys()].filter((key) => key.startsWith(`${KEY}signature-`));
  let differ = manifest.signed !== manifest.signatures.length || keys.size !== manifest.signatures.length;
  differ ||= inside.length !== keys.size || inside.some((key) => !keys.has(key));
  const seen = new Set();
  const signatures = [];
  for (const listed of manifest.signatures) {
    const specification = attached.get(`${KEY}signature-${listed.id}`);
    const data = specification ? await readContent(pdf, specification) : new Uint8Array();
    const carried = { organisation: manifest.organisation, document };
    const verdict = await verifyRecord(readSignedRecord(data), authority, carried, revoked);
    differ ||= (await sha256Hex(data)) !== listed.sha256;
    differ ||= verdict.record !== null && verdict.record.id !== listed.id;
    signatures.push(checkedSignature(listed.id, verdict, seen));
  }
  return { signatures, differ: differ || (await containersDiffer(opened, signatures)) };
}

/**
 * @param {Opened} opened
 * @param {CheckedSignature[]} signatures
 * @returns {Promise<boolean>} whether the files of qualified signatures are not exactly those that the records name
 */
async function containersDiffer({ pdf, attached }, signatures) {
  const named = new Map();
  for (const { id, container } of signatures) {
    if (container) named.set(`${CONTAINER}${id}`, container.sha256);
  }
  const carried = [...attached].filter(([key]) => key.startsWith(CONTAINER));
  if (carried.length !== named.size) return true;
  for (const [key, specification] of carried) {
    if (named.get(key) !== (await sha256Hex(await readContent(pdf, specification)))) return true;
  }
  return false;
}

/**
 * @param {string} id
 * @param {import("./record.js").RecordVerdict} verdict
 * @param {Set<string>} seen the people and requests of the records before it
 * @returns {CheckedSignature}
 */
export function checkedSignature(id, verdict, seen) {
  const { record } = verdict;
  const ids = record ? [record.signer.person_id, record.request_id] : [];
  const repeated = ids.some((one) => seen.has(one));
  for (const one of ids) seen.add(one);
  const shown = record && {
    signer: record.signer,
    agreement: record.agreement,
    statement: record.statement,
    act: record.act,
    result: record.result,
    container: record.container,
  };
  return {
    id,
    sound: verdict.signatureHolds && verdict.documentMatches !== false,
    signature_holds: verdict.signatureHolds,
    document_matches: verdict.documentMatches,
    trust: verdict.trust,
    repeated,
    record_sha256: verdict.recordSha256,
    certificate_sha256: verdict.certificateSha256,
    counter: verdict.counter,
    revoked_at: verdict.revokedAt,
    ...shown,
  };
}
