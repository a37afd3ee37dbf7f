/**
 * Reads codes from the camera: with the browser's own reader, else with zxing-wasm in a worker, else on the server.
 */

import { Unreachable } from "../app/session.js";

const LONGEST_SIDE = 960;
const SERVER_EVERY_MS = 1200;
const LOCAL_EVERY_MS = 90;
const DECODED_WITHIN_MS = 4000;
const LOADED_WITHIN_MS = 8000;

/** @typedef {(source: HTMLVideoElement) => Promise<string[]>} Decode */

/** @returns {Promise<Decode | null>} the browser's own reader */
async function nativeDecoder() {
  const Detector = /** @type {any} */ (globalThis).BarcodeDetector;
  if (!Detector) return null;
  const formats = await Detector.getSupportedFormats().catch(() => []);
  if (!formats.includes("qr_code")) return null;
  const detector = new Detector({ formats: ["qr_code"] });
  return async (video) => (await detector.detect(video)).map((/** @type {any} */ one) => one.rawValue);
}

/**
 * @param {CanvasImageSource} source @param {number} width @param {number} height
 * @returns {HTMLCanvasElement} what the source shows now, as large as a reader needs it
 */
export function frameOf(source, width, height) {
  const canvas = document.createElement("canvas");
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d", { willReadFrequently: true })?.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** @param {string} address of the worker @returns {Promise<Decode | null>} zxing-wasm in a worker; null where it fails */
async function workerDecoder(address) {
  const worker = new Worker(address, { type: "module" });
  let last = 0;
  const ask = (/** @type {ImageData} */ frame, /** @type {number | null} */ within) =>
    new Promise((/** @type {(texts: string[]) => void} */ resolve, reject) => {
      const id = ++last;
      const timer = within && setTimeout(() => reject(new Error("too slow")), within);
      worker.onerror = () => reject(new Error("no reader"));
      worker.onmessage = ({ data }) => {
        if (data.id !== id) return;
        if (timer) clearTimeout(timer);
        if (data.texts) resolve(data.texts);
        else reject(new Error("no reader"));
      };
      worker.postMessage({ id, frame }, [frame.data.buffer]);
    });
  try {
    await ask(new ImageData(8, 8), null);
  } catch {
    worker.terminate();
    return null;
  }
  return async (video) => {
    const canvas = frameOf(video, video.videoWidth, video.videoHeight);
    const frame = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height);
    return frame ? ask(frame, DECODED_WITHIN_MS) : [];
  };
}

/** @param {import("./server.js").Server} server @returns {Decode} the server's reader */
export function serverDecoder(server) {
  return async (video) => {
    const canvas = frameOf(video, video.videoWidth, video.videoHeight);
    const jpeg = await new Promise((/** @type {BlobCallback} */ got) => canvas.toBlob(got, "image/jpeg", 0.85));
    if (!jpeg) return [];
    return (await (await server.call("/scan/frame", jpeg, { within: 12000 })).json()).texts;
  };
}

export class Reader {
  /**
   * @param {HTMLVideoElement} video
   * @param {import("./server.js").Server} server
   * @param {string | null} worker address of the worker with zxing-wasm; null where the server has none
   * @param {(text: string) => void} found
   */
  constructor(video, server, worker, found) {
    this.video = video;
    this.onServer = serverDecoder(server);
    this.worker = worker;
    this.found = found;
    this.running = 0;
    /** @type {Decode | null} the reader in the browser */
    this.local = null;
    /** @type {Promise<void> | null} */
    this.loading = null;
    /** @type {MediaStream | null} */
    this.stream = null;
  }

  /** Open a camera and read until `stop`; throws where the browser gives none. @param {string} [deviceId] */
  async start(deviceId) {
    this.stop();
    const run = this.running;
    const wish = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: "environment" };
    this.stream = await navigator.mediaDevices.getUserMedia({
      video: { ...wish, width: { ideal: 1280 } },
      audio: false,
    });
    this.video.srcObject = this.stream;
    await this.video.play();
    this.loading ??= this.load();
    await Promise.race([this.loading, new Promise((resolve) => setTimeout(resolve, LOADED_WITHIN_MS))]);
    if (run === this.running) this.loop(run);
  }

  /** Load the reader in the browser. While that takes longer, or where it fails, the server reads. */
  async load() {
    this.local = (await nativeDecoder()) ?? (this.worker ? await workerDecoder(this.worker) : null);
    if (!this.local) this.loading = null;
  }

  stop() {
    this.running += 1;
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
  }

  /** @param {number} run */
  async loop(run) {
    while (run === this.running) {
      if (!document.hidden) await this.readOnce(this.local ?? this.onServer);
      await new Promise((resolve) => setTimeout(resolve, this.local ? LOCAL_EVERY_MS : SERVER_EVERY_MS));
    }
  }

  /** @param {Decode} decode */
  async readOnce(decode) {
    if (!this.video.videoWidth) return;
    try {
      for (const text of await decode(this.video)) this.found(text);
    } catch (error) {
      // One frame that was not read is followed by another.
      if (!(error instanceof Unreachable)) console.warn(String(error));
    }
  }

  /** Let the server read the frame that is shown: its reader is more patient than the browser's. */
  readOnServer() {
    return this.readOnce(this.onServer);
  }

  /** @returns {Promise<MediaDeviceInfo[]>} */
  async cameras() {
    return (await navigator.mediaDevices.enumerateDevices()).filter((one) => one.kind === "videoinput");
  }

  /** @returns {boolean} whether the camera has a light */
  hasTorch() {
    const track = this.stream?.getVideoTracks()[0];
    return Boolean(/** @type {any} */ (track?.getCapabilities?.())?.torch);
  }

  /** @param {boolean} lit */
  async light(lit) {
    const torch = /** @type {any} */ ({ advanced: [{ torch: lit }] });
    await this.stream?.getVideoTracks()[0].applyConstraints(torch);
  }
}
