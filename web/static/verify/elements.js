/** Building the page: every text of a file, a name or a server becomes a text node, never markup. */

/** @typedef {import("./record.js").Trust} Trust */
/**
 * What the server gives to the page: texts by id, the digests of the certificates of its organisations, and addresses.
 * @typedef {{
 *   texts: Record<string, string>, authorities: string[], state: string | null, sheet: string | null,
 * }} PageData
 */

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} content
 * @returns {HTMLElement}
 */
export function element(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content.map((one) => (typeof one === "string" ? shownText(one) : one)));
  return made;
}

/**
 * @param {string} text
 * @returns {string} the text without what nobody sees, or what turns the direction of what follows it
 */
export function shownText(text) {
  return text.replace(/\p{Default_Ignorable_Code_Point}/gu, "");
}

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found;
}

/** @returns {PageData} */
export function readPageData() {
  return JSON.parse(byId("data").textContent ?? "");
}

/**
 * @param {Record<string, string>} texts
 * @returns {(id: string, values?: Record<string, string | number>) => string} words a text with its variables
 */
export function wordsOf(texts) {
  return (id, values = {}) => {
    if (!(id in texts)) throw new Error(`no text ${id}`);
    return texts[id].replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  };
}

/**
 * @param {string} at RFC 3339
 * @returns {string} 31.12.2026 14:05 UTC+02:00, in the reader's time zone
 */
export function moment(at) {
  const date = new Date(at);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const offset = -date.getTimezoneOffset();
  const zone = `${offset < 0 ? "−" : "+"}${two(Math.trunc(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  const day = `${two(date.getDate())}.${two(date.getMonth() + 1)}.${date.getFullYear()}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())} UTC${zone}`;
}
