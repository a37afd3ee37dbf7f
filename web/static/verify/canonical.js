/** Canonical JSON (RFC 8785): bytes that have one reading. The same rules as `bot/crypto/canonical.py`. */

import { fromUtf8 } from "./bytes.js";

/** @typedef {null | boolean | number | string | Json[] | { [name: string]: Json }} Json */

/**
 * Decode canonical JSON; throws where encoding the value again would give other bytes.
 * @param {Uint8Array} data
 * @returns {Json}
 */
export function parseCanonical(data) {
  const text = fromUtf8(data);
  const value = JSON.parse(text);
  if (writeCanonical(value) !== text) throw new Error("JSON, but not in canonical form");
  return value;
}

/**
 * @param {Json} value
 * @returns {string}
 */
function writeCanonical(value) {
  if (Array.isArray(value)) return `[${value.map(writeCanonical).join()}]`;
  if (value !== null && typeof value === "object") return writeMembers(value);
  const bad = typeof value === "string" ? !isWellFormed(value) : typeof value === "number" && isUnsafe(value);
  if (bad) throw new Error("a value that canonical JSON does not have");
  return JSON.stringify(value);
}

/**
 * @param {{ [name: string]: Json }} value
 * @returns {string}
 */
function writeMembers(value) {
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${writeCanonical(name)}:${writeCanonical(value[name])}`).join()}}`;
}

/**
 * @param {string} text
 * @returns {boolean} whether no surrogate stands alone
 */
function isWellFormed(text) {
  return !/[\uD800-\uDFFF]/u.test(text);
}

/**
 * @param {number} value
 * @returns {boolean} whether it is a whole number that is not exact
 */
function isUnsafe(value) {
  return Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21;
}
