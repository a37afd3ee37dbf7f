/** Bytes: comparing, joining, searching, and their text forms. */

/**
 * @param {Uint8Array} one
 * @param {Uint8Array} other
 * @returns {boolean} whether both hold the same bytes
 */
export function sameBytes(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/**
 * @param {...Uint8Array} parts
 * @returns {Uint8Array<ArrayBuffer>} all parts in one array
 */
export function joinBytes(...parts) {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/**
 * @param {Uint8Array} data
 * @param {Uint8Array} wanted not empty
 * @param {number} [from]
 * @returns {number} where `wanted` begins at or after `from`; -1 where it does not
 */
export function findBytes(data, wanted, from = 0) {
  for (let at = data.indexOf(wanted[0], from); at >= 0; at = data.indexOf(wanted[0], at + 1)) {
    if (sameBytes(data.subarray(at, at + wanted.length), wanted)) return at;
  }
  return -1;
}

/**
 * @param {Uint8Array} data
 * @returns {string} two lower-case hexadecimal digits for each byte
 */
export function toHex(data) {
  return Array.from(data, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} text an even number of hexadecimal digits
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>} one byte for each character; only for characters below U+0100
 */
export function fromLatin1(text) {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/**
 * @param {Uint8Array} data
 * @returns {string} one character for each byte
 */
export function toLatin1(data) {
  let text = "";
  for (let at = 0; at < data.length; at += 8192) {
    text += String.fromCharCode(...data.subarray(at, at + 8192));
  }
  return text;
}

/**
 * @param {string} text base64 with padding (RFC 4648, section 4)
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function fromBase64(text) {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) throw new Error("no base64");
  return fromLatin1(atob(text));
}

/**
 * @param {Uint8Array} data
 * @returns {string} base64url without padding (RFC 4648, section 5)
 */
export function toBase64Url(data) {
  return btoa(toLatin1(data)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * @param {Uint8Array} data
 * @returns {string} the text; throws where the bytes are not UTF-8
 */
export function fromUtf8(data) {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function toUtf8(text) {
  return /** @type {Uint8Array<ArrayBuffer>} */ (new TextEncoder().encode(text));
}

/**
 * @param {Uint8Array} data
 * @param {"SHA-1" | "SHA-256" | "SHA-384" | "SHA-512"} [algorithm]
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function digest(data, algorithm = "SHA-256") {
  return new Uint8Array(await crypto.subtle.digest(algorithm, /** @type {BufferSource} */ (data)));
}

/**
 * @param {Uint8Array} data
 * @returns {Promise<string>} the SHA-256 in 64 lower-case hexadecimal digits
 */
export async function sha256Hex(data) {
  return toHex(await digest(data));
}
