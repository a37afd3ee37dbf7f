// Chosen, dropped or pasted files wait in a sheet above the input until they are sent as photos, which the sandbox
// recompresses, or as files.

import { el, fill, icon, iconButton } from "../base/dom.js";
import { extensionOf, sizeOf } from "../base/format.js";

const MAX_FILES = 10;
const PICTURE = /^image\/(png|jpeg|webp|gif|bmp)$/;

export class AttachSheet {
  #files = [];
  #urls = [];

  /** `send(action, files, caption)` returns a promise; `showError(sentence)` shows an error. */
  constructor(send, showError) {
    this.send = send;
    this.showError = showError;
    this.caption = el("input", { type: "text", placeholder: "Caption", "aria-label": "Caption", data: { testid: "attach-caption" } });
    this.list = el("div", { class: "attach-list" });
    this.asPhotos = this.#sendButton("sends-photos", "Send as photo", "attach-send-photos");
    this.asFiles = this.#sendButton("sends-files", "Send as file", "attach-send-files");
    this.root = el("div", { class: "attach", hidden: true, role: "group", "aria-label": "Files to send", data: { testid: "attach-sheet" } },
      el("div", { class: "attach-head" }, el("strong", {}, "Send"), iconButton("close", "Do not send", () => this.clear())),
      this.list, this.caption, el("div", { class: "attach-foot" }, this.asFiles, this.asPhotos));
    this.caption.addEventListener("keydown", (event) => {
      if (event.key === "Enter") (this.asPhotos.disabled || this.preferred === "files" ? this.asFiles : this.asPhotos).click();
    });
  }

  #sendButton(action, label, testid) {
    return el("button", { type: "button", class: "button", data: { testid }, onclick: () => this.#sendAs(action) }, label);
  }

  /** Adds files; `preferred` ("photos" or "files") is the button that Enter presses. */
  add(files, preferred) {
    const free = MAX_FILES - this.#files.length;
    if (files.length > free) this.showError(`At most ${MAX_FILES} files at once`);
    this.#files.push(...[...files].slice(0, free));
    this.preferred = preferred;
    this.#draw();
    this.caption.focus();
  }

  clear() {
    this.#files = [];
    this.caption.value = "";
    this.#draw();
  }

  #draw() {
    for (const url of this.#urls) URL.revokeObjectURL(url);
    this.#urls = [];
    this.root.hidden = this.#files.length === 0;
    const pictures = this.#files.every((file) => PICTURE.test(file.type));
    this.asPhotos.disabled = !pictures;
    this.asPhotos.classList.toggle("primary", pictures && this.preferred !== "files");
    this.asFiles.classList.toggle("primary", !pictures || this.preferred === "files");
    this.asPhotos.textContent = this.#files.length > 1 ? "Send as album" : "Send as photo";
    this.asFiles.textContent = this.#files.length > 1 ? "Send as files" : "Send as file";
    fill(this.list, this.#files.map((file) => this.#row(file)));
  }

  #row(file) {
    const picture = PICTURE.test(file.type);
    const url = picture ? URL.createObjectURL(file) : null;
    if (url) this.#urls.push(url);
    return el("div", { class: "attach-row", data: { testid: "attach-file" } },
      picture ? el("img", { src: url, alt: "" }) : el("span", { class: "file-icon" }, extensionOf(file.name)),
      el("span", { class: "attach-name" }, file.name, el("small", {}, sizeOf(file.size))),
      iconButton("trash", `Leave out ${file.name}`, () => {
        this.#files = this.#files.filter((other) => other !== file);
        this.#draw();
      }));
  }

  async #sendAs(action) {
    const files = this.#files;
    const caption = this.caption.value.trim();
    this.root.classList.add("busy");
    try {
      await this.send(action, files, caption);
      this.clear();
    } catch (refusal) {
      this.showError(refusal.message);
    } finally {
      this.root.classList.remove("busy");
    }
  }
}

/** Accepts files dropped onto `node`: on its upper half as photos, on its lower half as files. */
export function acceptDrops(node, add) {
  const zones = el("div", { class: "drop", hidden: true, "aria-hidden": "true" },
    el("div", { data: { as: "photos" } }, icon("image"), "Drop as photo"),
    el("div", { data: { as: "files" } }, icon("file"), "Drop as file"));
  const carriesFiles = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
  node.append(zones);
  node.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    zones.hidden = false;
    for (const zone of zones.children) zone.classList.toggle("over", zone.contains(event.target));
  });
  node.addEventListener("dragleave", (event) => { if (!node.contains(event.relatedTarget)) zones.hidden = true; });
  node.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    zones.hidden = true;
    const as = event.target.closest("[data-as]")?.dataset.as || "photos";
    add([...event.dataTransfer.files], as);
  });
}
