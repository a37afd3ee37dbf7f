/** Signature records: reading them, and checking one by itself. The same rules as `bot/signing/records/record.py`. */

import { verifyAssertion } from "./assertion.js";
import { fromBase64, sameBytes, sha256Hex, toHex, toUtf8 } from "./bytes.js";
import { parseCanonical } from "./canonical.js";
import { isIssuedBy, parseCertificate } from "./certificate.js";
import { hasExactly, isListOf, isMoment, isNullOr, isOneOf, isText, isUuid, isWhole } from "./plain.js";
import { verifyEcdsa } from "./signatures.js";

/** @typedef {import("./certificate.js").Certificate} Certificate */
/** @typedef {"ours" | "stranger" | "unasked"} Trust */
/** @typedef {{ id: string, name: string }} Party */
/** @typedef {{ id: string, sha256: string, size: number, name: string, title: string, version: number, class: string }} Subject */
/**
 * @typedef {{
 *   schema: string, id: string, request_id: string, organisation: Party,
 *   signer: { person_id: string, name: string, position: string, rebound_at: string | null },
 *   agreement: object, document: Subject, statement: object,
 *   act: {
 *     method: "tap" | "tap+pin" | "passkey" | "qualified", channel: "telegram" | "kiosk",
 *     kiosk: { name: string, enabled_by: string } | null, confirmed_at: string,
 *   },
 *   result: string, container: Container | null,
 * }} SignatureRecord
 */
/** @typedef {{ sha256: string, format: string, name: string, issuer: string, certificate_sha256: string,
 *   trusted_list: string, stamped_at: string }} Container the file of a qualified signature, as it was accepted */
/** @typedef {{ authenticator: Uint8Array, client: Uint8Array }} Assertion */
/** @typedef {{ record: Uint8Array, signature: Uint8Array, certificate: Uint8Array, assertion: Assertion | null }} SignedRecord */
/**
 * @typedef {{
 *   schema: string, organisation: Party, document: Subject, carrying: "pages" | "attachment", sealed_at: string,
 *   expected: number, signed: number, declined: number, signatures: { id: string, sha256: string }[],
 *   ledger_head: string | null,
 * }} Manifest
 */
/**
 * What checking one record found; `record` is null where the bytes are none.
 * @typedef {{
 *   record: SignatureRecord | null, signatureHolds: boolean, documentMatches: boolean | null, trust: Trust,
 *   counter: number | null, revokedAt: string | null, recordSha256: string, certificateSha256: string,
 * }} RecordVerdict
 */

const RESULT_OF = new Map([
  ["sign", "signed"],
  ["acknowledge", "acknowledged"],
  ["course", "completed"],
  ["witness", "witnessed"],
]);
const USE_OF = /** @type {const} */ ({ tap: "tap", "tap+pin": "person", passkey: "passkey", qualified: "tap" });

const isParty = hasExactly({ id: isUuid, name: isText });
const isSubject = hasExactly({
  id: isUuid,
  sha256: isText,
  size: isWhole,
  name: isText,
  title: isText,
  version: isWhole,
  class: isOneOf(...RESULT_OF.keys()),
});
const isKiosk = hasExactly({
  id: isUuid,
  name: isText,
  enabled_by_id: isUuid,
  enabled_by: isText,
  enabled_at: isMoment,
});
const isRecord = hasExactly({
  schema: isOneOf("countersign/signature/1"),
  id: isUuid,
  request_id: isUuid,
  organisation: isParty,
  signer: hasExactly({
    person_id: isUuid,
    name: isText,
    personnel_number: isNullOr(isText),
    position: isText,
    department: isText,
    telegram_id: isNullOr(isWhole),
    phone: isNullOr(isText),
    identified_by: isText,
    identified_at: isMoment,
    rebound_at: isNullOr(isMoment),
  }),
  agreement: hasExactly({ version: isText, language: isText }),
  document: isSubject,
  statement: hasExactly({ text: isText, language: isText }),
  act: hasExactly({
    method: isOneOf(...Object.keys(USE_OF)),
    channel: isOneOf("telegram", "kiosk"),
    kiosk: isNullOr(isKiosk),
    confirmed_at: isMoment,
    update_id: isNullOr(isWhole),
    callback_id: isNullOr(isText),
    message_id: isNullOr(isWhole),
    delivered_at: isNullOr(isMoment),
    opened_at: isNullOr(isMoment),
  }),
  result: isOneOf(...RESULT_OF.values()),
  container: isNullOr(
    hasExactly({
      sha256: isText,
      format: isOneOf("cades-attached", "cades-detached", "asic-s", "asic-e", "pades"),
      name: isText,
      issuer: isText,
      certificate_sha256: isText,
      trusted_list: isText,
      stamped_at: isMoment,
    }),
  ),
});
const isManifest = hasExactly({
  schema: isOneOf("countersign/manifest/1"),
  organisation: isParty,
  document: isSubject,
  carrying: isOneOf("pages", "attachment"),
  sealed_at: isMoment,
  expected: isWhole,
  signed: isWhole,
  declined: isWhole,
  signatures: isListOf(hasExactly({ id: isUuid, sha256: isText })),
  ledger_head: isNullOr(isText),
});
const ALWAYS = {
  schema: isOneOf("countersign/signed-record/1"),
  record: isText,
  signature: isText,
  certificate: isText,
};
const isEnvelope = hasExactly(ALWAYS);
const isPasskeyEnvelope = hasExactly({ ...ALWAYS, authenticator_data: isText, client_data_json: isText });

/**
 * @param {Uint8Array} data
 * @returns {Manifest} throws for anything else, other versions included
 */
export function readManifest(data) {
  const found = parseCanonical(data);
  isManifest(found);
  return /** @type {Manifest} */ (found);
}

/**
 * @param {Uint8Array} data the attachment that carries a signed record
 * @returns {SignedRecord} empty bytes where it is none
 */
export function readSignedRecord(data) {
  try {
    const found = /** @type {Record<string, string>} */ (parseCanonical(data));
    const byPasskey = "authenticator_data" in found;
    (byPasskey ? isPasskeyEnvelope : isEnvelope)(found);
    const [record, signature, certificate] = [found.record, found.signature, found.certificate].map(fromBase64);
    const said = byPasskey ? [found.authenticator_data, found.client_data_json].map(fromBase64) : null;
    return { record, signature, certificate, assertion: said && { authenticator: said[0], client: said[1] } };
  } catch {
    const none = new Uint8Array();
    return { record: none, signature: none, certificate: none, assertion: null };
  }
}

/**
 * Check a record: its signature, its certificate, and that it is about this document of this organisation.
 * @param {SignedRecord} signed
 * @param {Certificate | null} authority
 * @param {{ organisation: Party, document: Subject } | null} carried
 * @param {import("./revocation.js").Revoked} revoked
 * @returns {Promise<RecordVerdict>}
 */
export async function verifyRecord(signed, authority, carried, revoked) {
  const digests = {
    recordSha256: await sha256Hex(signed.record),
    certificateSha256: await sha256Hex(signed.certificate),
  };
  const read = readBoth(signed);
  if (!read) {
    const trust = authority ? "stranger" : "unasked";
    const none = { record: null, documentMatches: null, counter: null, revokedAt: null };
    return { ...none, signatureHolds: false, trust, ...digests };
  }
  const { record, certificate } = read;
  return {
    record,
    signatureHolds: certificateFits(record, certificate) && (await isConfirmed(signed, record, certificate)),
    documentMatches:
      carried && sameValues(record.organisation, carried.organisation) && sameValues(record.document, carried.document),
    trust: await trustOf(record, certificate, authority),
    counter: signed.assertion && readCounter(signed.assertion),
    revokedAt: revoked.get(toHex(certificate.serial)) ?? null,
    ...digests,
  };
}

/**
 * @param {SignedRecord} signed
 * @returns {{ record: SignatureRecord, certificate: Certificate } | null}
 */
function readBoth(signed) {
  try {
    const record = parseCanonical(signed.record);
    isRecord(record);
    if (!channelFits(/** @type {any} */ (record))) return null;
    return { record: /** @type {any} */ (record), certificate: parseCertificate(signed.certificate) };
  } catch {
    return null;
  }
}

/**
 * @param {any} record of the right form
 * @returns {boolean} whether it has what belongs to its channel, and nothing of the other one
 */
function channelFits({ signer, act }) {
  if (act.channel === "telegram") return act.kiosk === null && signer.telegram_id !== null;
  const telegrams = [signer.telegram_id, act.update_id, act.callback_id, act.message_id];
  return act.kiosk !== null && telegrams.every((one) => one === null);
}

/**
 * @param {SignatureRecord} record
 * @param {Certificate} certificate
 * @returns {boolean} whether the certificate is of the record's person and method, and what else it says fits these
 */
function certificateFits(record, certificate) {
  return (
    certificate.serialNumber === record.signer.person_id &&
    certificate.name === record.signer.name &&
    certificate.use === USE_OF[record.act.method] &&
    (record.container !== null) === (record.act.method === "qualified") &&
    record.result === RESULT_OF.get(record.document.class)
  );
}

/**
 * @param {SignedRecord} signed
 * @param {SignatureRecord} record
 * @param {Certificate} certificate
 * @returns {Promise<boolean>} whether the key signed the record in the way that its method demands
 */
async function isConfirmed(signed, record, certificate) {
  if (record.act.method === "passkey") {
    return signed.assertion !== null && verifyAssertion(certificate, signed.assertion, signed.signature, signed.record);
  }
  return signed.assertion === null && verifyEcdsa(certificate.key, signed.record, signed.signature);
}

/**
 * @param {SignatureRecord} record
 * @param {Certificate} certificate
 * @param {Certificate | null} authority
 * @returns {Promise<Trust>} whether the authority vouched for the certificate at the moment of confirming
 */
async function trustOf(record, certificate, authority) {
  if (!authority) return "unasked";
  const { method, confirmed_at: at } = record.act;
  return (await isIssuedBy(certificate, authority, USE_OF[method], at)) ? "ours" : "stranger";
}

/**
 * @param {Assertion} assertion
 * @returns {number} the signature counter of a passkey
 */
function readCounter(assertion) {
  return assertion.authenticator.subarray(33, 37).reduce((sum, byte) => sum * 256 + byte, 0);
}

/**
 * @param {object} one
 * @param {object} other
 * @returns {boolean} whether two flat objects have the same members
 */
export function sameValues(one, other) {
  const [first, second] = [one, other].map((each) => toUtf8(JSON.stringify(Object.entries(each).sort())));
  return sameBytes(first, second);
}
