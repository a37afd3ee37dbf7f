// The media that the page names but does not play: their titles and signs.

import { el, icon } from "../base/dom.js";

export const MEDIA = {
  voice: { title: "Voice message", sign: "voice" },
  audio: { title: "Music", sign: "voice" },
  video: { title: "Video", sign: "camera" },
  video_note: { title: "Round video", sign: "camera" },
  animation: { title: "GIF", sign: "image" },
  sticker: { title: "Sticker", sign: "image" },
  location: { title: "Location", sign: "place" },
};

/** Renders a medium as its sign and its title. */
export function medium(kind) {
  const { title, sign } = MEDIA[kind];
  return el("div", { class: "medium", data: { testid: "medium" } }, icon(sign), el("strong", {}, title));
}
