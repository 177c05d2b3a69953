// ── The line to Offhook ──────────────────────────────────────────────────────────────────────────────────────────────

/** @typedef {{event_type: string, turn: number, [field: string]: any}} Told */
/**
 * @typedef {{response?: string, action?: string, number?: string, timeout?: number, max_seconds?: number,
 *   language?: string, voice?: string}} Answer
 */

/** @type {any} The published typings lack getSecretValue. */
const engine = VoxEngine;
const KEY = (typeof engine.getSecretValue === "function" && engine.getSecretValue("OFFHOOK_WEBHOOK_KEY")) || "";

/**
 * The signature of what is sent, as headers; none without a key.
 *
 * @param {string} what
 * @returns {{[name: string]: string}}
 */
function signed(what) {
  if (!KEY) {
    return {};
  }
  const time = String(Math.floor(Date.now() / 1000));
  return { "X-Timestamp": time, "X-Signature": Crypto.hmac_sha256(KEY, time + "." + what).toLowerCase() };
}

/**
 * JSON in ASCII, so that what is signed does not depend on how anybody encodes it.
 *
 * @param {any} value
 */
function json(value) {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => "\\u" + ("000" + character.charCodeAt(0).toString(16)).slice(-4)
  );
}

/** @param {number} milliseconds @returns {Promise<void>} */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(() => resolve(), milliseconds));

/**
 * Brings events to Offhook and its answers back: over a socket where the tenant has one, over HTTP otherwise.
 *
 * @param {Call} call
 * @param {{
 *   words: (turn: number, text: string, language: string, voice: string) => void,
 *   filler: (turn: number, text: string) => void,
 *   action: (turn: number, answer: Answer) => void,
 *   failed: (turn: number) => void,
 * }} told
 */
function createLine(call, told) {
  const http = createHttp();
  /** @type {ReturnType<typeof createSocket> | null} */
  let socket = null;
  // Of the socket, since the last answer that came through it.
  let failures = 0;
  /** @type {Promise<boolean> | null} */
  let opening = null;
  /** @type {Told | null} the event whose answer is awaited */
  let asked = null;
  let watch = 0;
  /** @type {{[type: string]: () => void}} */
  const taken = {};
  // The sentences of the answer: those that were spoken, the next, and those that came too early.
  /** @type {string[]} */
  let spoken = [];
  let next = 0;
  /** @type {{[seq: number]: any}} */
  let early = {};

  const streams = () => TENANT.transport === "stream" && failures < SOCKET_FAILURES;

  // A socket takes over where requests become scarce, on tenants of either transport.
  const wanted = () => streams() || (http.left() < SWITCH_AT_LEFT && failures < SOCKET_FAILURES);

  /** @param {Told} event */
  const whole = (event) =>
    Object.assign({ call_id: call.id(), custom_data: { tenant_slug: TENANT.slug } }, event);

  function open() {
    if (!opening) {
      const mine = createSocket(call.id(), received, () => dropped(mine));
      opening = mine.opened.then((good) => {
        opening = null;
        if (good) {
          socket = mine;
        } else {
          failures += 1;
        }
        return good;
      });
    }
    return opening;
  }

  /** @param {any} which */
  function dropped(which) {
    if (which !== socket) {
      return;
    }
    socket = null;
    failures += 1;
    Logger.write("the socket is gone");
    again();
  }

  function again() {
    clearTimeout(watch);
    if (asked) {
      deliver(asked);
    } else if (wanted()) {
      open();
    }
  }

  // An answer's parts come within seconds; a socket that is quiet for longer is dead.
  function watchOver() {
    clearTimeout(watch);
    const watched = socket;
    watch = setTimeout(() => {
      if (watched) {
        watched.close();
        dropped(watched);
      }
    }, SOCKET_QUIET);
  }

  /** @param {any} message */
  function received(message) {
    if (message.type === "taken") {
      const done = taken[message.event_type];
      if (done) {
        done();
      }
    } else if (message.type === "problem") {
      Logger.write("problem: " + message.field + ": " + message.detail);
      if (asked) {
        fail(asked);
      }
    } else if (message.type === "reconnect") {
      const old = socket;
      socket = null;
      again();
      if (old) {
        old.close();
      }
    } else if (asked && message.turn === asked.turn) {
      watchOver();
      answered(asked.turn, message);
    }
  }

  /** @param {number} turn @param {any} message */
  function answered(turn, message) {
    if (message.type === "say") {
      if (message.seq >= next) {
        early[message.seq] = message;
      }
      while (early[next]) {
        speak(turn, early[next]);
        delete early[next];
        next += 1;
      }
    } else if (message.type === "filler") {
      told.filler(turn, message.text);
    } else if (message.type === "action") {
      // What is still missing will not come any more.
      Object.keys(early).map(Number).sort((a, b) => a - b).forEach((seq) => speak(turn, early[seq]));
      failures = 0;
      finish();
      told.action(turn, message);
    }
  }

  /** @param {number} turn @param {any} message */
  function speak(turn, message) {
    spoken.push(message.text);
    told.words(turn, message.text, message.language || TENANT.language, message.voice || "");
  }

  function finish() {
    clearTimeout(watch);
    asked = null;
    early = {};
  }

  /** @param {Told} event */
  function fail(event) {
    if (asked === event) {
      finish();
      told.failed(event.turn);
    }
  }

  // An answer that began on a socket and comes again, as a whole, over HTTP.
  /** @param {string} whole */
  function unspoken(whole) {
    return spoken.reduce((rest, text) => (rest.startsWith(text) ? rest.slice(text.length).trim() : rest), whole.trim());
  }

  /** @param {Told} event */
  async function deliver(event) {
    while (!socket && streams()) {
      if (!(await open())) {
        await pause(SOCKET_AGAIN_AFTER);
      }
    }
    if (!socket && wanted()) {
      open();
    }
    if (asked !== event) {
      return;
    }
    if (socket) {
      socket.send(json(whole(event)));
      watchOver();
      return;
    }
    const answer = await http.ask(whole(event));
    if (asked !== event) {
      return;
    }
    if (answer) {
      const text = unspoken(answer.response || "");
      if (text) {
        told.words(event.turn, text, answer.language || TENANT.language, answer.voice || "");
      }
      finish();
      told.action(event.turn, answer);
    } else {
      fail(event);
    }
  }

  return {
    /** Opens the socket before it is needed. */
    prepare() {
      if (wanted()) {
        open();
      }
    },

    /** @param {Told} event one that waits for an answer */
    ask(event) {
      asked = event;
      spoken = [];
      next = 0;
      early = {};
      deliver(event);
    },

    /** The rest of the answer is not wanted any more. */
    forget: finish,

    /** Whether another turn can be asked, and the end of the call still told. */
    canAsk() {
      return socket !== null || streams() || http.left() > KEPT_REQUESTS;
    },

    /** Whether the answer comes over HTTP, where nobody but we says that it takes a while. */
    isHttp() {
      return socket === null;
    },

    /**
     * Tells what nobody waits for.
     *
     * @param {Told} event
     * @param {boolean} important worth one of the last requests
     * @returns {Promise<void>}
     */
    async tell(event, important) {
      if (socket) {
        const done = new Promise((resolve) => (taken[event.event_type] = () => resolve(true)));
        socket.send(json(whole(event)));
        if (!important || (await Promise.race([done, pause(TAKEN_WITHIN).then(() => false)]))) {
          return;
        }
      }
      if (important || (http.left() > FEW_REQUESTS && http.hasRoom())) {
        await http.tell(whole(event), event.event_type === "call_ended");
      }
    },

    close() {
      failures = SOCKET_FAILURES;
      finish();
      if (socket) {
        const last = socket;
        socket = null;
        last.close();
      }
    },
  };
}
