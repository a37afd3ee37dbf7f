/** What the page shows of a checked file: two verdicts apart, then what stands behind them. */

import { element, moment } from "./elements.js";
import { countsAsSigned, isLate } from "./verification.js";

/** @typedef {import("./verification.js").Verification} Verification */
/** @typedef {import("./verification.js").CheckedSignature} CheckedSignature */
/** @typedef {ReturnType<typeof import("./elements.js").wordsOf>} Words */
/** @typedef {{ source: "server" | "given" | null, name: string }} Voucher whose certificate the file was held against */

const WAYS = {
  tap: "sheet-method-tap",
  "tap+pin": "sheet-method-pin",
  passkey: "sheet-method-passkey",
  qualified: "sheet-method-qualified",
};

/**
 * @param {Words} words
 * @param {string} name of the file
 * @param {Verification} found
 * @param {Voucher} voucher
 * @returns {HTMLElement[]}
 */
export function resultOf(words, name, found, voucher) {
  const { integrity } = found;
  const shown = [verdictCard(integrity, words(`web-${integrity}`), words(`web-${integrity}-more`), name)];
  if (integrity === "unknown" || integrity === "unsupported") return shown;
  shown.push(trustCard(words, found, voucher));
  if (found.faults.length) shown.push(faultsCard(words, found.faults));
  if (found.document) shown.push(detailsCard(words, found));
  return shown;
}

/**
 * @param {string} kind
 * @param {string} title
 * @param {string} text
 * @param {string} [above]
 * @returns {HTMLElement}
 */
function verdictCard(kind, title, text, above) {
  const named = above ? [element("p", { class: "quiet-text" }, above)] : [];
  const heading = element("h2", { tabindex: "-1", "data-testid": "verdict" }, title);
  return element(
    "section",
    { class: `verdict ${kind}`, "data-verdict": kind },
    ...named,
    heading,
    element("p", {}, text),
  );
}

/**
 * @param {Words} words
 * @param {Verification} found
 * @param {Voucher} voucher
 * @returns {HTMLElement}
 */
function trustCard(words, found, voucher) {
  const heading = element("h2", {}, words("web-trust"));
  const kind = found.integrity === "changed" || found.trust !== "ours" ? "nobody" : "vouched";
  const text = element("p", { "data-testid": "trust" }, trustText(words, found, voucher));
  return element("section", { class: `verdict ${kind}`, "data-trust": kind }, heading, text);
}

/**
 * @param {Words} words
 * @param {Verification} found
 * @param {Voucher} voucher
 * @returns {string}
 */
function trustText(words, { integrity, trust }, { source, name }) {
  if (integrity === "changed") return words("web-trust-changed");
  if (trust === "unasked" || source === null) return words("web-trust-nobody");
  if (trust === "stranger") return words(source === "given" ? "web-trust-other" : "web-trust-nobody");
  return words(source === "given" ? "web-trust-given" : "web-trust-server", { name });
}

/**
 * @param {Words} words
 * @param {string[]} faults
 * @returns {HTMLElement}
 */
function faultsCard(words, faults) {
  const lines = faults.map((fault) => element("li", {}, words(`web-fault-${fault}`)));
  return element("section", { class: "card" }, element("h2", {}, words("web-faults")), element("ul", {}, ...lines));
}

/**
 * @param {Words} words
 * @param {Verification} found
 * @returns {HTMLElement}
 */
function detailsCard(words, found) {
  const { document, organisation } = found;
  const facts = [
    [words("web-document"), document?.title ?? ""],
    [words("web-organisation"), organisation?.name ?? ""],
    [words("web-version"), String(document?.version ?? "")],
    [words("web-sealed"), found.sealed_at ? `${moment(found.sealed_at)}, ${found.sealed_by}` : ""],
    [words("web-timestamp"), found.timestamp ? `${moment(found.timestamp.at)}, ${found.timestamp.authority}` : ""],
    [words("web-archive-timestamp"), lastStamp(found.archive_timestamps)],
    [words("web-original"), document?.sha256 ?? ""],
  ];
  const tally = words("web-tally", { signed: found.signed, total: found.expected ?? found.signed });
  const signers = found.signatures.map((one) => signerLine(words, one));
  const listed = signers.length ? [element("h3", {}, words("web-signers")), element("ol", {}, ...signers)] : [];
  const heading = element("h2", { "data-testid": "tally" }, tally);
  return element("section", { class: "card" }, heading, factsList(facts), ...listed);
}

/**
 * @param {import("./stamps.js").TimeStamp[]} stamps
 * @returns {string}
 */
function lastStamp(stamps) {
  const last = stamps.at(-1);
  return last ? `${moment(last.at)}, ${last.authority}` : "";
}

/**
 * @param {string[][]} facts
 * @returns {HTMLElement}
 */
export function factsList(facts) {
  const told = facts.filter(([, value]) => value !== "");
  const parts = told.flatMap(([label, value]) => [element("dt", {}, label), element("dd", {}, value)]);
  return element("dl", {}, ...parts);
}

/**
 * @param {Words} words
 * @param {CheckedSignature} one
 * @returns {HTMLElement}
 */
function signerLine(words, one) {
  const { signer, act } = one;
  if (!signer || !act) return element("li", { class: "wrong" }, words("web-signer-unreadable"));
  const way = WAYS[act.method];
  const told = [moment(act.confirmed_at), words(`sheet-outcome-${one.result}`), words(way)];
  if (act.kiosk) told.push(words("web-kiosk", { name: act.kiosk.name, by: act.kiosk.enabled_by }));
  if (one.container) {
    told.push(words("web-signer-qualified", { name: one.container.name, at: moment(one.container.stamped_at) }));
  }
  if (signer.rebound_at) told.push(words("web-rebound", { at: moment(signer.rebound_at) }));
  if (one.revoked_at && !isLate(one)) told.push(words("web-revoked", { at: moment(one.revoked_at) }));
  const line = element("li", { "data-testid": "signer" }, signer.name, element("small", {}, told.join(" · ")));
  if (!countsAsSigned(one)) line.append(element("small", { class: "wrong" }, words(`web-signer-${reasonOf(one)}`)));
  return line;
}

/**
 * @param {CheckedSignature} one
 * @returns {"broken" | "repeated" | "late" | "other"} why it does not count
 */
function reasonOf(one) {
  if (!one.sound) return "broken";
  if (one.repeated) return "repeated";
  return one.trust === "stranger" ? "other" : "late";
}

/**
 * @param {Words} words
 * @param {import("./bundle.js").Bundle} bundle
 * @returns {HTMLElement}
 */
export function bundleCard(words, bundle) {
  const differing = bundle.differing.map((name) =>
    element("p", { class: "wrong" }, words("web-bundle-differs", { name })),
  );
  const open = bundle.finished.length ? [] : [element("p", { class: "wrong" }, words("web-bundle-open"))];
  const heading = element("h2", { tabindex: "-1", "data-testid": "bundle" }, words("web-bundle"));
  return element(
    "section",
    { class: "card" },
    heading,
    element("p", {}, words("web-bundle-same", { same: bundle.same, total: bundle.total })),
    ...differing,
    ...open,
  );
}
