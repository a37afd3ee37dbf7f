/** Worker: reads QR codes in pictures with zxing-wasm, where the browser has no reader of its own. */

const ZXING = new URL("../zxing/", import.meta.url);
/** Most codes are held upright in good light, and read so within a few milliseconds. */
const QUICK = { tryHarder: false, tryRotate: false, tryInvert: false, tryDownscale: false };
const PATIENT = { tryHarder: true };

/** Load the library, which is no module of ours: it is there only where npm could be had. */
async function load() {
  const { prepareZXingModule, readBarcodes } = await import(new URL("reader/index.js", ZXING).href);
  prepareZXingModule({ overrides: { locateFile: () => new URL("reader.wasm", ZXING).href } });
  return readBarcodes;
}

// Not awaited here: messages that come before there is a listener are lost.
const loading = load();

/** @param {MessageEvent<{id: number, frame: ImageData}>} message */
self.onmessage = async ({ data: { id, frame } }) => {
  self.postMessage({ id, texts: await read(frame).catch(() => null) });
};

/** @param {ImageData} frame @returns {Promise<string[]>} */
async function read(frame) {
  const readBarcodes = await loading;
  for (const tried of [QUICK, PATIENT]) {
    const found = await readBarcodes(frame, { formats: ["QRCode"], maxNumberOfSymbols: 4, ...tried });
    const texts = found.filter((/** @type {any} */ one) => one.isValid).map((/** @type {any} */ one) => one.text);
    if (texts.length) return texts;
  }
  return [];
}
