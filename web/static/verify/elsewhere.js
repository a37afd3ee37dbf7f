/** Files with signatures that people made elsewhere: known here, so that the page can say where to have them judged. */

import { findBytes, fromLatin1 } from "./bytes.js";

const ENDINGS = /\.(p7s|p7m|p7|sig|asics|asice|sce|scs)$/i;
const SIGNED_DATA = fromLatin1("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02");
const ASIC_BEGINNING = fromLatin1("mimetypeapplication/vnd.etsi.asic-");
const BEGINNING = 256;

/**
 * @param {string} name
 * @param {Uint8Array} data
 * @returns {boolean} whether a file is a signature (CMS) or a container with one (ASiC), by its name or its first bytes
 */
export function isSignatureFile(name, data) {
  const beginning = data.subarray(0, BEGINNING);
  return ENDINGS.test(name) || findBytes(beginning, ASIC_BEGINNING) >= 0 || findBytes(beginning, SIGNED_DATA) >= 0;
}
