// ── A transfer, a message ────────────────────────────────────────────────────────────────────────────────────────────

/** @param {number} code SIP */
function outcomeOf(code) {
  switch (code) {
    case 486:
    case 600:
    case 603:
      return "busy";
    case 408:
    case 480:
      return "no-answer";
    case 487:
      return "canceled";
    default:
      return "failed";
  }
}

/**
 * Calls somebody and connects the caller.
 *
 * @param {Call} call
 * @param {string} number E.164
 * @param {number} seconds how long it rings
 * @param {(outcome: string) => void} over told once
 */
function connectTo(call, number, seconds, over) {
  const digits = number.replace(/^\+/, "");
  // The caller's own number where there is one: who is called sees who calls.
  const caller = /^\+?[0-9]{7,15}$/.test(call.callerid()) ? call.callerid() : call.number();
  let answered = false;
  let done = false;
  let timer = 0;

  /** @param {string} outcome */
  function finish(outcome) {
    if (!done) {
      done = true;
      clearTimeout(timer);
      over(outcome);
    }
  }

  call.playProgressTone(base(TENANT.language) === "ru" ? "RU" : "US");
  const other = VoxEngine.callPSTN(digits, caller.replace(/^\+/, ""));
  timer = setTimeout(() => {
    other.hangup();
    finish("no-answer");
  }, seconds * 1000);
  other.addEventListener(CallEvents.Connected, () => {
    if (!done) {
      answered = true;
      clearTimeout(timer);
      call.stopPlayback();
      VoxEngine.sendMediaBetween(call, other);
    }
  });
  other.addEventListener(CallEvents.Failed, (e) => finish(outcomeOf(e.code)));
  other.addEventListener(CallEvents.Disconnected, () => finish(answered ? "answered" : "failed"));

  return {
    number: number,

    /** The caller has gone. Gives whether the two had been connected. */
    leave() {
      done = true;
      clearTimeout(timer);
      other.hangup();
      return answered;
    },
  };
}

/**
 * What VoxEngine records of a call, by whichever of its recordings; there is one at a time.
 *
 * @param {Call} call
 * @param {() => void} failed told when VoxEngine gives one up
 */
function followRecording(call, failed) {
  let url = "";
  let duration = 0;
  let startedAt = 0;
  /** @type {(value: boolean) => void} */
  let settle = () => {};
  const ended = new Promise((resolve) => (settle = resolve));

  call.addEventListener(CallEvents.RecordStarted, (e) => {
    url = e.url;
    startedAt = Date.now();
  });
  call.addEventListener(CallEvents.RecordStopped, (e) => {
    url = e.url || url;
    duration = e.duration;
    settle(true);
  });
  call.addEventListener(CallEvents.RecordError, (e) => {
    Logger.write("not recorded: " + e.error);
    settle(false);
    failed();
  });

  return {
    /** Whether anything has been recorded. */
    any() {
      return url !== "";
    },

    /**
     * The recording, once VoxEngine has it; null where there is none.
     *
     * @returns {Promise<{url: string, duration: number} | null>}
     */
    async stored() {
      if (!url) {
        return null;
      }
      const gone = Math.round((Date.now() - startedAt) / 1000);
      await Promise.race([ended, pause(RECORDING_STORED_WITHIN)]);
      return { url: url, duration: duration || gone };
    },
  };
}

/**
 * Records a call as a whole, both sides apart.
 *
 * @param {Call} call
 */
function recordCall(call) {
  const recording = followRecording(call, () => {});
  call.record({ stereo: true });
  return recording;
}

/**
 * Records the caller after a beep, until # or for so long. VoxEngine ends a recording with the call.
 *
 * @param {Call} call
 * @param {number} seconds
 * @param {boolean} begun whether the whole call is recorded already: the message is then a part of that
 * @param {(taken: boolean) => void} over told once, while the caller is there: false when it could not be recorded
 */
function recordMessage(call, seconds, begun, over) {
  let done = false;
  let timer = 0;

  /** @param {boolean} taken */
  function finish(taken) {
    if (!done) {
      done = true;
      clearTimeout(timer);
      over(taken);
    }
  }

  /** @type {ReturnType<typeof followRecording> | null} */
  let recording = null;
  if (!begun) {
    recording = followRecording(call, () => finish(recording !== null && recording.any()));
  }
  call.addEventListener(CallEvents.ToneReceived, (e) => {
    if (e.tone === "#") {
      finish(true);
    }
  });

  VoxEngine.createToneScriptPlayer(BEEP).sendMediaTo(call);
  timer = setTimeout(() => {
    if (recording) {
      call.record({});
    }
    timer = setTimeout(() => finish(true), seconds * 1000);
  }, BEEP_TAKES);

  return {
    /**
     * The recording, once VoxEngine has it; null where there is none.
     *
     * @returns {Promise<{url: string, duration: number} | null>}
     */
    async stored() {
      done = true;
      clearTimeout(timer);
      return recording && (await recording.stored());
    },
  };
}
