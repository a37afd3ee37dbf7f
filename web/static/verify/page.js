/** The page `/v`: takes a file, checks it here, and asks the server only when a button for that is pressed. */

import { isZip, readBundle } from "./bundle.js";
import { sha256Hex } from "./bytes.js";
import { parseCertificate } from "./certificate.js";
import { byId, element, moment, readPageData, shownText, wordsOf } from "./elements.js";
import { isSignatureFile } from "./elsewhere.js";
import { bundleCard, factsList, resultOf } from "./results.js";
import { sealAuthorities, verifyFinished } from "./verification.js";

const MEGABYTES = 256;

const page = readPageData();
const words = wordsOf(page.texts);
/** @type {import("./certificate.js").Certificate | null} */
let given = null;
/** @type {File | null} */
let current = null;

/**
 * @param {Uint8Array} data
 * @returns {Promise<{ authority: import("./certificate.js").Certificate | null, voucher: import("./results.js").Voucher }>}
 */
async function findAuthority(data) {
  if (given) return { authority: given, voucher: { source: "given", name: given.organisation ?? given.name } };
  for (const der of await sealAuthorities(data)) {
    if (page.authorities.includes(await sha256Hex(der))) {
      const authority = parseCertificate(der);
      return { authority, voucher: { source: "server", name: authority.organisation ?? authority.name } };
    }
  }
  return { authority: null, voucher: { source: null, name: "" } };
}

/**
 * @param {string} name
 * @param {Uint8Array} data
 * @returns {Promise<HTMLElement[]>}
 */
async function checkData(name, data) {
  const { authority, voucher } = await findAuthority(data);
  const found = await verifyFinished(data, authority);
  const sha256 = await sha256Hex(data);
  const shown = resultOf(words, name, found, voucher);
  shown.push(
    element("section", { class: "card" }, factsList([[words("web-file"), sha256]]), ...questions(found, sha256)),
  );
  return shown;
}

/**
 * @param {Uint8Array} data
 * @returns {Promise<HTMLElement[]>}
 */
async function checkBundle(data) {
  const bundle = await readBundle(data);
  const shown = [bundleCard(words, bundle)];
  for (const { name, content } of bundle.finished) shown.push(...(await checkData(name, content)));
  return shown;
}

/** @param {File} file */
async function checkFile(file) {
  current = file;
  const result = byId("result");
  result.replaceChildren(element("p", {}, words("web-checking")));
  const shown = await checkedFile(file);
  if (current !== file) return;
  result.replaceChildren(...shown);
  result.querySelector("h2")?.focus();
}

/**
 * @param {File} file
 * @returns {Promise<HTMLElement[]>}
 */
async function checkedFile(file) {
  if (file.size > MEGABYTES * 1024 * 1024) return [note(words("web-too-large", { megabytes: MEGABYTES }))];
  let data;
  try {
    data = new Uint8Array(await file.arrayBuffer());
  } catch {
    return [note(words("web-unreadable"))];
  }
  if (isSignatureFile(file.name, data)) return [note(words("web-elsewhere"))];
  if (!isZip(data)) return checkData(file.name, data);
  try {
    return await checkBundle(data);
  } catch {
    // The original of a sheet may be a file whose format is based on ZIP.
    return page.sheet ? checkData(file.name, data) : [note(words("web-bundle-broken"))];
  }
}

/**
 * @param {string} text
 * @returns {HTMLElement}
 */
function note(text) {
  return element("p", { class: "card", role: "status" }, text);
}

/**
 * The buttons that ask the server: about a finished file, and, on the page of a sheet, who confirmed.
 * @param {import("./verification.js").Verification} found
 * @param {string} sha256
 * @returns {HTMLElement[]}
 */
function questions(found, sha256) {
  const buttons = [];
  if (page.state && found.integrity === "unchanged") {
    buttons.push(question("web-state", "web-state-hint", page.state, sha256, stateLines));
  }
  if (page.sheet) buttons.push(question("web-sheet-names", "web-sheet-names-hint", page.sheet, sha256, nameLines));
  return buttons;
}

/**
 * @param {string} label
 * @param {string} hint
 * @param {string} url
 * @param {string} sha256
 * @param {(answer: any) => HTMLElement[]} lines
 * @returns {HTMLElement}
 */
function question(label, hint, url, sha256, lines) {
  const button = element("button", { class: "button quiet", type: "button", "data-testid": label }, words(label));
  const answer = element("div", { role: "status", "data-testid": `${label}-answer` });
  button.addEventListener("click", async () => {
    button.setAttribute("disabled", "");
    answer.replaceChildren(...(await ask(url, sha256, lines)));
    button.removeAttribute("disabled");
  });
  return element("div", {}, element("p", { class: "quiet-text" }, words(hint)), button, answer);
}

/**
 * @param {string} url
 * @param {string} sha256
 * @param {(answer: any) => HTMLElement[]} lines
 * @returns {Promise<HTMLElement[]>}
 */
async function ask(url, sha256, lines) {
  try {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(url, {
      method: "POST",
      headers,
      body: JSON.stringify({ sha256 }),
      credentials: "omit",
    });
    if (!response.ok) throw new Error(String(response.status));
    return lines(await response.json());
  } catch {
    return [element("p", {}, words("web-state-failed"))];
  }
}

/**
 * @param {{ state: string, organisation: string, at: string, earlier: boolean, disputed: { name: string, at: string }[] }} answer
 * @returns {HTMLElement[]}
 */
function stateLines({ state, organisation, at, earlier, disputed }) {
  if (state === "unknown") return [element("p", {}, words("web-state-unknown"))];
  const kind =
    state === "voided" ? "web-state-voided" : disputed.length ? "web-state-disputed-file" : "web-state-finished";
  const lines = disputed.map((one) =>
    element("p", { class: "wrong" }, words("web-state-disputed", { name: one.name, at: moment(one.at) })),
  );
  if (earlier) lines.unshift(element("p", {}, words("web-state-earlier")));
  return [element("p", {}, words(kind, { organisation, at: moment(at) })), ...lines];
}

/**
 * @param {{ title: string, organisation: string, signers: { name: string, at: string }[] } | { title: null }} answer
 * @returns {HTMLElement[]}
 */
function nameLines(answer) {
  if (answer.title === null) return [element("p", {}, words("web-sheet-names-other"))];
  const { title, organisation, signers } = answer;
  const facts = factsList([
    [words("web-document"), title],
    [words("web-organisation"), organisation],
  ]);
  const lines = signers.map((one) => element("li", {}, one.name, element("small", {}, moment(one.at))));
  return [facts, element("ol", {}, ...lines)];
}

/** @param {File} file */
async function chooseCertificate(file) {
  const chosen = byId("chosen");
  try {
    const certificate = parseCertificate(new Uint8Array(await file.arrayBuffer()));
    if (!certificate.isAuthority) throw new Error("no authority");
    given = certificate;
    chosen.textContent = shownText(
      words("web-certificate-chosen", { name: certificate.organisation ?? certificate.name }),
    );
    if (current) await checkFile(current);
  } catch {
    chosen.textContent = words("web-certificate-unreadable");
  }
}

/**
 * @param {string} id
 * @param {(file: File) => Promise<void>} take
 */
function listenTo(id, take) {
  const input = byId(id);
  input.addEventListener("change", async () => {
    const file = input instanceof HTMLInputElement ? input.files?.[0] : null;
    if (file) await take(file);
    if (input instanceof HTMLInputElement) input.value = "";
  });
}

listenTo("file", checkFile);
listenTo("certificate", chooseCertificate);

const drop = byId("drop");
for (const kind of ["dragover", "dragleave", "drop"]) {
  window.addEventListener(kind, (event) => event.preventDefault());
  drop.addEventListener(kind, () => drop.classList.toggle("over", kind === "dragover"));
}
window.addEventListener("drop", (event) => {
  const file = event.dataTransfer?.files[0];
  if (file) checkFile(file);
});
for (const time of document.querySelectorAll("time")) {
  const told = page.texts[time.dataset.text ?? ""];
  if (told) time.textContent = words(time.dataset.text ?? "", { at: moment(time.dateTime) });
}
