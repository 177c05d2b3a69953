"use strict";
// Stands where VoxEngine stands: the part of its API that our scenarios use, with the documented meaning and limits.
// What it does not know throws, so that nothing is used that was not looked up. Its clock is the test's.

const vm = require("node:vm");
const crypto = require("node:crypto");
const { createCalls } = require("./calls");
const { createSockets } = require("./sockets");

const MOST_REQUESTS = 35;
const MOST_AT_A_TIME = 3;
const MOST_TIMERS = 100;
const LEAST_TIMER = 100;
const LONGEST_SCENARIO = 256 * 1024;
const LONGEST_LOG = 15000;

/** An object whose unknown members throw. */
function strict(name, members) {
  return new Proxy(members, {
    get(target, key) {
      if (typeof key === "string" && !(key in target)) {
        throw new TypeError(name + " has no member " + key);
      }
      return target[key];
    },
  });
}

/** Options that the typings do not know are an error. */
function options(name, given, known) {
  for (const key of Object.keys(given || {})) {
    if (!known.includes(key)) {
      throw new TypeError(name + " has no option " + key);
    }
  }
}

function voice(name) {
  return Object.freeze({ voice: name });
}

function constants(prefix, names, make) {
  return strict(prefix, Object.fromEntries(names.map((name) => [name, make(prefix + "." + name)])));
}

const VOICES = strict("VoiceList", {
  Default: constants("Default", ["ru_RU_Female", "ru_RU_Male", "en_US_Female"], voice),
  Amazon: constants("Amazon", ["ru_RU_Tatyana", "en_US_Joanna"], voice),
  Google: constants("Google", ["en_US_Neural2_C", "en_US_Neural2_D", "en_GB_Neural2_C", "de_DE_Wavenet_G"], voice),
  Yandex: strict("Yandex", {
    Neural: constants("Yandex.Neural", ["ru_RU_alena", "ru_RU_filipp", "kk_KK_amira"], voice),
  }),
});

const PROFILES = strict("ASRProfileList", {
  Yandex: constants("Yandex", ["ru_RU"], (name) => name),
  Google: constants("Google", ["en_US", "en_GB", "de_DE", "kk_KZ"], (name) => name),
});

/**
 * @param {{
 *   http?: (request: any) => any, what answers requests: {code, text}, a promise of it, or null for no answer at all
 *   secrets?: {[name: string]: string},
 *   socket?: (socket: any) => void, what happens to a socket that is opened
 *   realTime?: boolean, the clock is the machine's; then `pass` is not for use
 *   callIds?: string, what the ids of calls begin with
 *   charactersPerSecond?: number, how fast is spoken
 * }} world
 */
function createVoxEngine(world = {}) {
  const engine = {
    now: Date.UTC(2026, 10, 20, 9, 0, 0),
    heard: [],
    posts: [],
    log: [],
    outgoing: [],
    sockets: [],
    rejected: null,
    terminated: false,
    mostAtATime: 0,
    errors: [],
  };
  const timers = new Map();
  const appListeners = {};
  const modules = new Set();
  let nextTimer = 1;
  let running = 0;

  const clock = {
    now: () => (world.realTime ? Date.now() : engine.now),
    after(milliseconds, then) {
      const id = nextTimer++;
      const due = Math.max(0, milliseconds);
      if (world.realTime) {
        timers.set(id, { real: setTimeout(() => (timers.delete(id), then()), due) });
      } else {
        timers.set(id, { at: engine.now + due, then, id });
      }
      return id;
    },
    cancel(id) {
      const timer = timers.get(id);
      if (timer && timer.real) {
        clearTimeout(timer.real);
      }
      timers.delete(id);
    },
  };

  /** Tells listeners later, as the platform does: never inside the call that caused it. */
  function fire(listeners, name, event) {
    clock.after(0, () => (listeners[name] || []).slice().forEach((listener) => guarded(() => listener(event))));
  }

  function guarded(run) {
    try {
      const result = run();
      if (result && typeof result.catch === "function") {
        result.catch((e) => engine.errors.push(e));
      }
    } catch (e) {
      engine.errors.push(e);
    }
  }

  function listens(listeners, known) {
    return (event, listener) => {
      if (!Object.values(known).includes(event)) {
        throw new TypeError("there is no event " + event);
      }
      (listeners[event] = listeners[event] || []).push(listener);
    };
  }

  const shared = { engine, clock, fire, listens, strict, options, world };
  const calls = createCalls(shared);
  const sockets = createSockets(shared);

  const AppEvents = { CallAlerting: "Application.CallAlerting", Terminating: "Application.Terminating" };

  function terminate() {
    if (!engine.terminated) {
      engine.terminated = true;
      (appListeners[AppEvents.Terminating] || []).forEach((listener) => guarded(() => listener({})));
      calls.end();
    }
  }

  function scenarioTimer(then, milliseconds = 0) {
    if (timers.size >= MOST_TIMERS) {
      throw new Error("more than " + MOST_TIMERS + " timers");
    }
    return clock.after(Math.max(LEAST_TIMER, milliseconds), () => guarded(then));
  }

  function httpRequestAsync(url, given) {
    options("httpRequestAsync", given, [
      "method", "postData", "headers", "params", "rawOutput", "timeout", "connectionTimeout", "enableSystemLog",
    ]);
    if (Array.isArray(given.headers)) {
      throw new TypeError("headers are an object");
    }
    if (given.timeout > 90 || given.connectionTimeout > 6) {
      throw new TypeError("timeouts can only be decreased");
    }
    if (engine.posts.length >= MOST_REQUESTS || running >= MOST_AT_A_TIME) {
      engine.log.push("limit of requests");
      return Promise.resolve({ code: 0, error: "limit" });
    }
    const request = {
      url, at: clock.now(), headers: given.headers, body: given.postData, event: JSON.parse(given.postData),
    };
    engine.posts.push(request);
    running += 1;
    engine.mostAtATime = Math.max(engine.mostAtATime, running);
    return new Promise((resolve) => {
      const done = (result) => {
        if (!request.result) {
          running -= 1;
          clock.cancel(patience);
          request.result = result;
          resolve(result);
        }
      };
      const patience = clock.after((given.timeout || 90) * 1000, () => done({ code: -7, error: "timeout" }));
      Promise.resolve(world.http ? world.http(request) : { code: -4 }).then((result) => result && done(result));
    });
  }

  class ScenarioDate extends Date {
    constructor(...given) {
      super(...(given.length ? given : [clock.now()]));
    }
    static now() {
      return clock.now();
    }
  }

  const globals = {
    Modules: constants("Modules", ["ASR"], (name) => name),
    require: (module) => void modules.add(module),
    AppEvents: strict("AppEvents", AppEvents),
    CallEvents: strict("CallEvents", calls.CallEvents),
    ASREvents: strict("ASREvents", calls.ASREvents),
    WebSocketEvents: strict("WebSocketEvents", sockets.WebSocketEvents),
    VoiceList: VOICES,
    ASRProfileList: PROFILES,
    Logger: strict("Logger", {
      write(text) {
        if (String(text).length > LONGEST_LOG) {
          throw new RangeError("a log entry is too long");
        }
        engine.log.push(String(text));
      },
    }),
    Crypto: strict("Crypto", {
      hmac_sha256: (key, data) => crypto.createHmac("sha256", key).update(data, "utf8").digest("hex"),
    }),
    Net: strict("Net", { httpRequestAsync }),
    VoxEngine: strict("VoxEngine", {
      addEventListener: listens(appListeners, AppEvents),
      terminate,
      getSecretValue: (name) => (world.secrets || {})[name],
      createASR(given) {
        if (!modules.has("Modules.ASR")) {
          throw new Error("createASR needs require(Modules.ASR)");
        }
        return calls.createAsr(given);
      },
      createWebSocket: sockets.create,
      createToneScriptPlayer: calls.createTonePlayer,
      callPSTN: calls.callPstn,
      sendMediaBetween: calls.connect,
    }),
    setTimeout: scenarioTimer,
    clearTimeout: (id) => clock.cancel(id),
    Date: ScenarioDate,
  };

  /** Lets everything that is due now happen. */
  async function settle() {
    for (let i = 0; i < 12; i++) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  return Object.assign(engine, {
    settle,

    /** Runs a scenario until it waits for a call. */
    load(text) {
      if (text.length > LONGEST_SCENARIO) {
        throw new RangeError("the scenario is too long");
      }
      vm.runInNewContext(text, globals, { filename: "scenario.js" });
    },

    /** Lets time pass, step by step from timer to timer. */
    async pass(milliseconds) {
      const until = engine.now + milliseconds;
      for (;;) {
        await settle();
        const due = [...timers.values()].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at || a.id - b.id);
        if (due.length === 0) {
          break;
        }
        engine.now = Math.max(engine.now, due[0].at);
        timers.delete(due[0].id);
        due[0].then();
      }
      engine.now = until;
      await settle();
    },

    /** A call comes in. Gives what the caller can do. */
    rings(from, to) {
      const call = calls.incoming(from, to);
      fire(appListeners, AppEvents.CallAlerting, { call: call.api, callerid: from });
      return call.caller;
    },

    /** The platform ends the session. */
    terminate,

    /** The events that were posted, of one type or all. */
    posted(type) {
      return engine.posts.map((post) => post.event).filter((event) => !type || event.event_type === type);
    },

    /** What was spoken to the end, or until it was cut. */
    spoken() {
      return engine.heard.map((piece) => piece.text);
    },
  });
}

module.exports = { createVoxEngine };
