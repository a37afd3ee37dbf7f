// The sandbox's control API as this page uses it (docs/sandbox.md). Promises that a refusal becomes a `Refusal` with the
// server's own sentence. Keeps nothing but the bot that is played.

/** The sandbox did not do what was asked; `message` says why. */
export class Refusal extends Error {}

const KINDS = [
  "message_new", "message_edited", "message_deleted", "person", "keyboard", "chat_action", "callback",
  "callback_answered", "bot", "call", "clock", "faults", "limits", "reset",
];

async function answerOf(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(body.error || `The sandbox answered ${response.status}`);
  return body;
}

export class Sandbox {
  constructor(botId = null) { this.botId = botId; }

  #address(path) {
    if (this.botId === null) return `/sandbox/${path}`;
    return `/sandbox/${path}${path.includes("?") ? "&" : "?"}bot=${this.botId}`;
  }

  async #ask(method, path, body) {
    const request = { method };
    if (body instanceof FormData) request.body = body;
    else if (body !== undefined) {
      request.body = JSON.stringify(body);
      request.headers = { "Content-Type": "application/json" };
    }
    let response;
    try {
      response = await fetch(this.#address(path), request);
    } catch {
      throw new Refusal("The sandbox does not answer");
    }
    return answerOf(response);
  }

  state() { return this.#ask("GET", "state"); }
  chat(personId) { return this.#ask("GET", `people/${personId}/chat`); }
  addPerson(person) { return this.#ask("POST", "people", person); }
  changePerson(personId, person) { return this.#ask("PATCH", `people/${personId}`, person); }
  /** What a person does: `opens`, `sends`, `taps`, `shares-contact`, `photographs`, … */
  act(personId, verb, body = {}) { return this.#ask("POST", `people/${personId}/${verb}`, body); }
  /** Waits until the bot confirmed all updates; `pending` counts those it did not. */
  quiet(seconds) { return this.#ask("GET", `quiet?for=0&wait=${seconds}`); }

  moveClock(change) { return this.#ask("POST", "clock", change); }
  calls(limit) { return this.#ask("GET", `calls?limit=${limit}`); }
  forgetCalls() { return this.#ask("DELETE", "calls"); }
  planFault(fault) { return this.#ask("POST", "faults", fault); }
  endFaults() { return this.#ask("DELETE", "faults"); }
  setLimits(limits) { return this.#ask("PUT", "limits", limits); }

  sendUploads(personId, verb, files, caption) {
    const form = new FormData();
    for (const file of files) form.append("file", file, file.name);
    if (caption) form.append("caption", caption);
    return this.act(personId, verb, form);
  }

  /** Calls `on(kind, data)` for every change after `sequence`; `onState(connected)` when the stream breaks or returns. */
  follow(sequence, on, onState) {
    const stream = new EventSource(`/sandbox/events?after=${sequence}`);
    for (const kind of KINDS) stream.addEventListener(kind, (event) => on(kind, JSON.parse(event.data)));
    stream.addEventListener("open", () => onState(true));
    stream.addEventListener("error", () => onState(false));
    return stream;
  }
}
