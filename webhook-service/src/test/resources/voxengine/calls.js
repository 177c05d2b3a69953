"use strict";
// Calls, recognisers and players of the double.

const LONGEST_SAY = 1500;
const CHARACTERS_PER_SECOND = 14;

const CallEvents = {
  Connected: "Call.Connected",
  Disconnected: "Call.Disconnected",
  Failed: "Call.Failed",
  PlaybackStarted: "Call.PlaybackStarted",
  PlaybackFinished: "Call.PlaybackFinished",
  RecordStarted: "Call.RecordStarted",
  RecordStopped: "Call.RecordStopped",
  RecordError: "Call.RecordError",
  ToneReceived: "Call.ToneReceived",
};

const ASREvents = {
  ASRError: "ASR.Error",
  SpeechCaptured: "ASR.SpeechCaptured",
  Result: "ASR.Result",
  InterimResult: "ASR.InterimResult",
};

function createCalls({ engine, clock, fire, listens, strict, options, world }) {
  let count = 0;
  const live = [];
  const states = new WeakMap();

  function create(from, to, incoming) {
    const listeners = {};
    const state = {
      id: (world.callIds || "call") + "-" + ++count, phase: "alerting", playing: null, asrs: new Set(), tones: false, recording: null,
      connectedAt: 0, peer: null, listeners,
    };
    const emit = (name, event) => fire(listeners, name, Object.assign({ call: api, name, id: state.id }, event));

    function connected(what) {
      if (state.phase !== "connected") {
        throw new Error(what + " on a call that is " + state.phase);
      }
    }

    function connect() {
      if (state.phase === "alerting") {
        state.phase = "connected";
        state.connectedAt = clock.now();
        emit(CallEvents.Connected, {});
      }
    }

    function fail(code) {
      if (state.phase === "alerting") {
        state.phase = "over";
        emit(CallEvents.Failed, { code, reason: "" });
      }
    }

    function disconnect() {
      if (state.phase === "alerting") {
        fail(487);
      } else if (state.phase === "connected") {
        cut();
        state.phase = "over";
        const duration = Math.round((clock.now() - state.connectedAt) / 1000);
        emit(CallEvents.Disconnected, { internalCode: 200, reason: "", duration, cost: 0, direction: "" });
        if (state.recording) {
          const seconds = Math.round((clock.now() - state.recording.at) / 1000);
          clock.after(500, () => emit(CallEvents.RecordStopped, { url: state.recording.url, cost: "0", duration: seconds }));
        }
      }
    }

    function cut() {
      if (state.playing) {
        clock.cancel(state.playing.timer);
        state.playing.piece.cut = true;
        state.playing = null;
      }
    }

    function say(text, given = {}) {
      connected("say");
      options("say", given, ["voice", "progressivePlayback", "ttsOptions", "request"]);
      if (typeof text !== "string" || text.length > LONGEST_SAY) {
        throw new RangeError("say takes " + LONGEST_SAY + " characters");
      }
      const name = given.voice ? given.voice.voice : "Amazon.en_US_Joanna";
      if (state.playing) {
        state.playing.piece.replaced = true;
      }
      cut();
      const milliseconds = Math.max(200, (text.length / (world.charactersPerSecond || CHARACTERS_PER_SECOND)) * 1000);
      const piece = { text, voice: name, at: clock.now(), ended: false };
      if (engine.brokenVoice === name) {
        emit(CallEvents.PlaybackFinished, { error: "400" });
        return;
      }
      engine.heard.push(piece);
      emit(CallEvents.PlaybackStarted, { duration: milliseconds / 1000 });
      const timer = clock.after(milliseconds, () => {
        state.playing = null;
        piece.ended = true;
        emit(CallEvents.PlaybackFinished, {});
      });
      state.playing = { piece, timer };
    }

    const api = strict("Call", {
      id: () => state.id,
      callerid: () => from,
      number: () => to,
      addEventListener: listens(listeners, CallEvents),
      answer() {
        if (!incoming || state.phase !== "alerting") {
          throw new Error("answer on a call that is " + state.phase);
        }
        connect();
      },
      reject(code) {
        if (state.phase !== "alerting") {
          throw new Error("reject on a call that is " + state.phase);
        }
        engine.rejected = code;
        fail(code);
      },
      hangup() {
        engine.hungUp = engine.hungUp || incoming;
        disconnect();
      },
      say,
      stopPlayback() {
        // PlaybackFinished does not follow.
        cut();
      },
      playProgressTone(country) {
        connected("playProgressTone");
        if (!["US", "RU"].includes(country)) {
          throw new RangeError("no tones of " + country);
        }
      },
      record(given) {
        connected("record");
        options("record", given, [
          "secure", "transcribe", "language", "hd_audio", "expire", "lossless", "video", "videoParameters", "stereo",
          "dict", "labels", "provider", "format", "recordNamePrefix",
        ]);
        if (state.recording) {
          throw new Error("a call is recorded once at a time");
        }
        if (engine.brokenRecorder || world.brokenRecorder) {
          emit(CallEvents.RecordError, { error: "no space" });
          return;
        }
        state.recording = { url: "https://storage.example/" + state.id + ".mp3", at: clock.now() };
        emit(CallEvents.RecordStarted, { url: state.recording.url });
      },
      sendMediaTo(unit) {
        connected("sendMediaTo");
        state.asrs.add(unit);
      },
      stopMediaTo(unit) {
        state.asrs.delete(unit);
      },
      handleTones(on) {
        connected("handleTones");
        state.tones = on;
      },
    });

    const hears = () => [...state.asrs].filter((asr) => !states.get(asr).stopped);

    /** What the person at the other end does; each gives whether anything listened. */
    const caller = {
      id: state.id,
      isConnected: () => state.phase === "connected",
      listenedTo: () => hears().length > 0,
      language: () => (hears().length ? states.get(hears()[0]).profile : null),
      begins(text) {
        hears().forEach((asr) => states.get(asr).emit(ASREvents.InterimResult, { text }));
        return hears().length > 0;
      },
      coughs() {
        hears().forEach((asr) => states.get(asr).emit(ASREvents.SpeechCaptured, {}));
      },
      says(text, confidence = 90) {
        hears().forEach((asr) => states.get(asr).emit(ASREvents.Result, { text, confidence }));
        return hears().length > 0;
      },
      breaksRecogniser() {
        hears().forEach((asr) => states.get(asr).emit(ASREvents.ASRError, { error: "quota" }));
      },
      presses(tones) {
        if (state.tones) {
          [...tones].forEach((tone) => emit(CallEvents.ToneReceived, { tone, type: "1" }));
        }
      },
      hangsUp: disconnect,
    };

    live.push(disconnect);
    states.set(api, state);
    return { api, caller, state, connect, fail, disconnect };
  }

  function createAsr(given) {
    options("createASR", given, [
      "profile", "model", "interimResults", "singleUtterance", "phraseHints", "profanityFilter", "headers", "beta", "request",
    ]);
    if (!given.profile) {
      throw new TypeError("profile is required");
    }
    const listeners = {};
    const state = { profile: given.profile, stopped: false };
    const api = strict("ASR", {
      addEventListener: listens(listeners, ASREvents),
      stop() {
        if (state.stopped) {
          throw new Error("stopped twice");
        }
        state.stopped = true;
      },
    });
    state.emit = (name, event) => fire(listeners, name, Object.assign({ asr: api }, event));
    states.set(api, state);
    return api;
  }

  return {
    CallEvents,
    ASREvents,
    createAsr,
    incoming: (from, to) => create(from, to, true),

    createTonePlayer(script) {
      return strict("Player", { sendMediaTo: () => engine.heard.push({ text: "<" + script + ">", at: clock.now(), ended: true }) });
    },

    callPstn(number, callerid) {
      if (!/^[0-9]{5,15}$/.test(number) || /\s/.test(callerid)) {
        throw new TypeError("no number: " + number);
      }
      const call = create(callerid, number, false);
      engine.outgoing.push({
        number,
        callerid,
        answers: call.connect,
        fails: call.fail,
        hangsUp: call.disconnect,
        isOver: () => call.state.phase === "over",
        connectedTo: () => call.state.peer,
      });
      clock.after(60_000, () => call.fail(408));
      return call.api;
    },

    connect(one, other) {
      states.get(one).peer = states.get(other).id;
      states.get(other).peer = states.get(one).id;
    },

    end() {
      live.splice(0).forEach((disconnect) => disconnect());
    },
  };
}

module.exports = { createCalls };
