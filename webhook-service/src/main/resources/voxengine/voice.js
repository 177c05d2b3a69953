// ── The conversation ─────────────────────────────────────────────────────────────────────────────────────────────────

/** @param {Call} call one that rings */
function converse(call) {
  const speaker = createSpeaker(call, () => act());
  const listener = createListener(call, { begun: interrupted, words: spoke, keys: pressed, silence: silent });
  const line = createLine(call, { words: say, filler: fill, action: decided, failed: failed });

  // The caller's turns: 0 is the greeting. The server knows a repeated event by its turn.
  let turn = -1;
  // What is to be done when everything has been spoken; null while the answer is not complete.
  /** @type {Answer | null} */
  let action = null;
  let answering = false;
  let language = TENANT.language;
  let failures = 0;

  let answered = false;
  let connected = false;
  let over = false;
  let endTold = false;
  let refused = false;
  /** @type {(() => void)[]} */
  const onceConnected = [];
  let fillers = 0;
  let fillerTimer = 0;
  /** @type {ReturnType<typeof connectTo> | null} */
  let transfer = null;
  /** @type {ReturnType<typeof recordMessage> | null} */
  let message = null;
  /** @type {ReturnType<typeof recordCall> | null} of the whole call, from its first words on */
  let recording = null;

  /** @param {string} type @param {{[field: string]: any}} fields @returns {Told} */
  function told(type, fields) {
    return Object.assign({ event_type: type, turn: turn }, fields);
  }

  /** @param {string} type @param {{[field: string]: any}} fields */
  function ask(type, fields) {
    listener.close();
    speaker.fresh();
    turn += 1;
    action = null;
    answering = true;
    fillerIn(TENANT.milliseconds.filler);
    line.ask(told(type, fields));
  }

  // The caller hears the ring until there is something to hear.
  /** @param {() => void} then */
  function whenConnected(then) {
    if (connected) {
      then();
      return;
    }
    onceConnected.push(then);
    pickUp();
  }

  function pickUp() {
    if (!answered) {
      answered = true;
      call.answer();
    }
  }

  /** @param {number} milliseconds */
  function fillerIn(milliseconds) {
    clearTimeout(fillerTimer);
    fillerTimer = setTimeout(() => {
      if (line.isHttp() && fillers < MOST_FILLERS) {
        fill(turn, TENANT.phrases.fillers[fillers % TENANT.phrases.fillers.length]);
        fillers += 1;
        fillerIn(TENANT.milliseconds.nextFiller);
      } else {
        pickUp();
      }
    }, milliseconds);
  }

  /** @param {number} of @param {string} text */
  function fill(of, text) {
    if (answering && of === turn && !over) {
      whenConnected(() => speaker.say(text, TENANT.language, "", false));
    }
  }

  /** @param {number} of @param {string} text @param {string} tongue @param {string} voice */
  function say(of, text, tongue, voice) {
    if (!answering || of !== turn || over) {
      return;
    }
    clearTimeout(fillerTimer);
    whenConnected(() => {
      recordWhole();
      // Over HTTP the action comes along, and says whether the caller may speak.
      if (answering && of === turn && !line.isHttp()) {
        listener.open(tongue);
      }
      speaker.say(text, tongue, voice, true);
    });
  }

  /** @param {number} of @param {Answer} answer */
  function decided(of, answer) {
    if (answering && of === turn && !over) {
      failures = 0;
      language = answer.language || TENANT.language;
      settle(answer);
    }
  }

  /** @param {number} of */
  function failed(of) {
    if (!answering || of !== turn || over) {
      return;
    }
    failures += 1;
    const last = failures >= FAILURES;
    whenConnected(() => {
      if (recordWhole() && TENANT.notice) {
        speaker.say(TENANT.notice, TENANT.language, "", false);
      }
      speaker.say(last ? TENANT.phrases.lastResort : TENANT.phrases.fallback, TENANT.language, "", false);
    });
    settle({ action: last ? "hangup" : "listen" });
  }

  // The first words of an answer hold the notice; a filler before them does not.
  /** @returns {boolean} whether the recording begins now */
  function recordWhole() {
    if (!TENANT.recording || recording || over) {
      return false;
    }
    recording = recordCall(call);
    return true;
  }

  // From now on the caller may speak over the rest, or not.
  /** @param {Answer} answer */
  function settle(answer) {
    answering = false;
    clearTimeout(fillerTimer);
    fillers = 0;
    const ends = answer.action === "reject" || answer.action === "hangup";
    if (ends && !answered) {
      refuse();
      return;
    }
    whenConnected(() => {
      recordWhole();
      action = answer;
      if (listens(answer)) {
        listener.open(language);
      } else {
        listener.close();
      }
      if (!speaker.busy()) {
        act();
      }
    });
  }

  /** @param {Answer} answer */
  function listens(answer) {
    return ["transfer", "record", "reject", "hangup"].indexOf(answer.action || "listen") < 0;
  }

  function act() {
    const now = action;
    if (!now || over) {
      return;
    }
    if (listens(now)) {
      if (line.canAsk()) {
        listener.awaitSilence();
      } else {
        farewell(TENANT.phrases.goodbye);
      }
      return;
    }
    action = null;
    if (now.action === "transfer" && now.number) {
      ring(now.number, now.timeout || 30);
    } else if (now.action === "record") {
      takeMessage(now.max_seconds || 120);
    } else {
      call.hangup();
    }
  }

  /** @param {string} words */
  function farewell(words) {
    listener.close();
    action = { action: "hangup" };
    speaker.say(words, TENANT.language, "", false);
  }

  // ── The caller ──

  function interrupted() {
    if (!speaker.busy() || over) {
      return;
    }
    const heard = speaker.stop();
    // The rest of the answer, and what it would have done, is not wanted any more.
    answering = false;
    line.forget();
    clearTimeout(fillerTimer);
    action = { action: "listen" };
    line.tell(told("interrupted", { heard: heard }), false);
  }

  /** @param {string} text @param {number | undefined} confidence */
  function spoke(text, confidence) {
    ask("speech_recognized", { text: text, confidence: confidence, language: language });
  }

  /** @param {string} digits */
  function pressed(digits) {
    ask("dtmf", { digits: digits });
  }

  function silent() {
    ask("silence", {});
  }

  // ── Other actions ──

  /** @param {string} number @param {number} seconds */
  function ring(number, seconds) {
    transfer = connectTo(call, number, seconds, (outcome) => {
      transfer = null;
      if (!over) {
        ask("transfer_ended", { outcome: outcome, number: number });
      }
    });
  }

  /** @param {number} seconds */
  function takeMessage(seconds) {
    message = recordMessage(call, seconds, recording !== null, (taken) => farewell(taken ? TENANT.phrases.recorded : TENANT.phrases.lastResort));
  }

  // A call that rings and is not taken: no words, and nothing more is posted.
  function refuse() {
    over = true;
    refused = true;
    line.close();
    call.addEventListener(CallEvents.Failed, () => VoxEngine.terminate());
    call.addEventListener(CallEvents.Disconnected, () => VoxEngine.terminate());
    call.reject(603);
  }

  // ── The end ──

  /** @param {number | undefined} seconds */
  async function end(seconds) {
    if (over) {
      return;
    }
    over = true;
    clearTimeout(fillerTimer);
    listener.close();
    speaker.drop();
    line.forget();
    if (transfer && transfer.leave()) {
      turn += 1;
      await line.tell(told("transfer_ended", { outcome: "answered", number: transfer.number }), true);
    }
    const left = message && (await message.stored());
    if (left) {
      await line.tell(told("recording", left), true);
    }
    const whole = recording && (await recording.stored());
    if (whole) {
      await line.tell(told("recording", whole), true);
    }
    await tellEnd(seconds);
    line.close();
    VoxEngine.terminate();
  }

  /** @param {number | undefined} seconds */
  async function tellEnd(seconds) {
    if (!endTold) {
      endTold = true;
      await line.tell(told("call_ended", seconds === undefined ? {} : { duration: seconds }), true);
    }
  }

  call.addEventListener(CallEvents.Connected, () => {
    connected = true;
    call.handleTones(true);
    onceConnected.splice(0).forEach((then) => then());
  });
  call.addEventListener(CallEvents.Disconnected, (e) => end(e.duration));
  call.addEventListener(CallEvents.Failed, () => end(undefined));
  VoxEngine.addEventListener(AppEvents.Terminating, () => {
    // VoxEngine ends the session by itself, e.g. after an error: there is time for one request.
    if (!refused) {
      over = true;
      tellEnd(undefined);
    }
  });

  line.prepare();
  ask("call_started", { phone_number: call.callerid(), to: call.number() });
}

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => converse(e.call));
