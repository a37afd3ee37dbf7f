// A client of the sandbox's control API (docs/sandbox.md). A refused request rejects with a `Refusal` that carries the
// server's sentence.

/** The sandbox refused a request; `message` says why. */
export class Refusal extends Error {}

const KINDS = [
  "message_new", "message_edited", "message_deleted", "person", "keyboard", "chat_action", "callback",
  "callback_answered", "bot", "call", "clock", "faults", "limits", "reset",
];

async function bodyOf(response) {
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

  async #request(method, path, body) {
    const options = { method };
    if (body instanceof FormData) options.body = body;
    else if (body !== undefined) {
      options.body = JSON.stringify(body);
      options.headers = { "Content-Type": "application/json" };
    }
    let response;
    try {
      response = await fetch(this.#address(path), options);
    } catch {
      throw new Refusal("The sandbox does not answer");
    }
    return bodyOf(response);
  }

  state() { return this.#request("GET", "state"); }
  chat(personId) { return this.#request("GET", `people/${personId}/chat`); }
  addPerson(person) { return this.#request("POST", "people", person); }
  changePerson(personId, person) { return this.#request("PATCH", `people/${personId}`, person); }
  /** Performs an action of a person: `opens`, `sends`, `taps`, `shares-contact`, `photographs`, … */
  act(personId, action, body = {}) { return this.#request("POST", `people/${personId}/${action}`, body); }
  /** Waits until the bot is idle; `pending` is the number of updates that it has not confirmed. */
  idle(seconds) { return this.#request("GET", `idle?for=0&wait=${seconds}`); }

  moveClock(change) { return this.#request("POST", "clock", change); }
  calls(limit) { return this.#request("GET", `calls?limit=${limit}`); }
  clearCalls() { return this.#request("DELETE", "calls"); }
  addFault(fault) { return this.#request("POST", "faults", fault); }
  clearFaults() { return this.#request("DELETE", "faults"); }
  setLimits(limits) { return this.#request("PUT", "limits", limits); }

  upload(personId, action, files, caption) {
    const form = new FormData();
    for (const file of files) form.append("file", file, file.name);
    if (caption) form.append("caption", caption);
    return this.act(personId, action, form);
  }

  /** Calls `on(kind, data)` for every event after `sequence`, and `onState(connected)` when the connection changes. */
  follow(sequence, on, onState) {
    const stream = new EventSource(`/sandbox/events?after=${sequence}`);
    for (const kind of KINDS) stream.addEventListener(kind, (event) => on(kind, JSON.parse(event.data)));
    stream.addEventListener("open", () => onState(true));
    stream.addEventListener("error", () => onState(false));
    return stream;
  }
}
