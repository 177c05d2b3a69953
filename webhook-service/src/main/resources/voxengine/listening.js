// ── Listening ────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Hears words and keys, also while the assistant speaks.
 *
 * @param {Call} call
 * @param {{
 *   begun: () => void,
 *   words: (text: string, confidence: number | undefined) => void,
 *   keys: (digits: string) => void,
 *   silence: () => void,
 * }} told
 */
function createListener(call, told) {
  /** @type {ASR | null} */
  let asr = null;
  let open = false;
  let language = TENANT.language;
  let errors = 0;
  let unfinished = "";
  let digits = "";
  let timer = 0;

  /** @param {number} milliseconds @param {() => void} then */
  function after(milliseconds, then) {
    clearTimeout(timer);
    timer = setTimeout(then, milliseconds);
  }

  function mute() {
    if (asr) {
      call.stopMediaTo(asr);
      asr.stop();
      asr = null;
    }
  }

  function close() {
    open = false;
    clearTimeout(timer);
    unfinished = "";
    digits = "";
    mute();
  }

  function heardNothing() {
    close();
    told.silence();
  }

  // The recogniser has begun; its result may never come.
  function awaitResult() {
    told.begun();
    after(RESULT_WITHIN, () => (unfinished ? heardWords(unfinished, undefined) : heardNothing()));
  }

  /** @param {string} text @param {number | undefined} confidence */
  function heardWords(text, confidence) {
    close();
    told.words(text, confidence);
  }

  function heardKeys() {
    const pressed = digits;
    close();
    told.keys(pressed);
  }

  function recognise() {
    const mine = VoxEngine.createASR({
      profile: forLanguage(RECOGNISERS, language),
      singleUtterance: true,
      interimResults: true,
    });
    asr = mine;
    mine.addEventListener(ASREvents.InterimResult, (e) => {
      if (asr === mine && e.text) {
        unfinished = e.text;
        awaitResult();
      }
    });
    mine.addEventListener(ASREvents.SpeechCaptured, () => {
      if (asr === mine) {
        awaitResult();
      }
    });
    mine.addEventListener(ASREvents.Result, (e) => {
      if (asr === mine && e.text) {
        errors = 0;
        told.begun();
        heardWords(e.text, e.confidence);
      }
    });
    mine.addEventListener(ASREvents.ASRError, (e) => {
      if (asr !== mine) {
        return;
      }
      Logger.write("recogniser: " + e.error);
      mute();
      errors += 1;
      // Keys and silence still work without one.
      if (errors <= MOST_ASR_ERRORS) {
        recognise();
      }
    });
    call.sendMediaTo(mine);
  }

  call.addEventListener(CallEvents.ToneReceived, (e) => {
    if (!open) {
      return;
    }
    if (e.tone === "#" && !TENANT.keys.hash) {
      if (digits) {
        heardKeys();
      }
      return;
    }
    told.begun();
    // A recogniser takes tones for words.
    mute();
    digits += e.tone;
    if (digits.length >= TENANT.keys.longest) {
      heardKeys();
    } else {
      after(NEXT_KEY_WITHIN, heardKeys);
    }
  });

  return {
    /** @param {string} tongue what the caller is expected to speak */
    open(tongue) {
      if (open && language === tongue) {
        return;
      }
      close();
      open = true;
      language = tongue;
      recognise();
    },

    /** The assistant has finished: from now on nothing heard is silence. */
    awaitSilence() {
      if (open && !digits && !unfinished) {
        after(TENANT.milliseconds.silence, heardNothing);
      }
    },

    close: close,
  };
}
