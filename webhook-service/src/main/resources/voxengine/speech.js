// ── Voices and recognisers ───────────────────────────────────────────────────────────────────────────────────────────

// Read when they are needed: a constant that this account's VoxEngine lacks must not stop the scenario.
/** @type {{[language: string]: () => Voice}} */
const VOICES = {
  "ru": () => VoiceList.Yandex.Neural.ru_RU_alena,
  "kk": () => VoiceList.Yandex.Neural.kk_KK_amira,
  "uz": () => VoiceList.Yandex.Neural.uz_UZ_nigora,
  "en": () => VoiceList.Google.en_US_Neural2_C,
  "en-GB": () => VoiceList.Google.en_GB_Neural2_C,
  "de": () => VoiceList.Google.de_DE_Wavenet_G,
  "es": () => VoiceList.Google.es_ES_Neural2_A,
  "fr": () => VoiceList.Google.fr_FR_Neural2_F,
  "it": () => VoiceList.Google.it_IT_Neural2_A,
  "pl": () => VoiceList.Google.pl_PL_Wavenet_F,
  "pt": () => VoiceList.Google.pt_BR_Neural2_A,
  "tr": () => VoiceList.Google.tr_TR_Wavenet_A,
  "uk": () => VoiceList.Google.uk_UA_Wavenet_B,
};

/** @type {{[language: string]: () => Voice}} */
const MALE_VOICES = {
  "ru": () => VoiceList.Yandex.Neural.ru_RU_filipp,
  "kk": () => VoiceList.Yandex.Neural.kk_KK_madi,
  "uz": () => VoiceList.Microsoft.Neural.uz_UZ_SardorNeural,
  "en": () => VoiceList.Google.en_US_Neural2_D,
  "en-GB": () => VoiceList.Google.en_GB_Neural2_B,
  "de": () => VoiceList.Google.de_DE_Wavenet_H,
  "es": () => VoiceList.Google.es_ES_Neural2_F,
  "fr": () => VoiceList.Google.fr_FR_Neural2_G,
  "it": () => VoiceList.Google.it_IT_Neural2_F,
  "pl": () => VoiceList.Google.pl_PL_Wavenet_G,
  "pt": () => VoiceList.Google.pt_BR_Neural2_B,
  "tr": () => VoiceList.Google.tr_TR_Wavenet_B,
  "uk": () => VoiceList.Microsoft.Neural.uk_UA_OstapNeural,
};

/** @param {string} language @returns {Voice} who speaks a language where no voice is named */
const usual = (language) =>
  (TENANT.gender === "male" && forLanguage(MALE_VOICES, language)) || forLanguage(VOICES, language);

/** @type {{[language: string]: () => ASRParameters["profile"]}} */
const RECOGNISERS = {
  "ru": () => ASRProfileList.Yandex.ru_RU,
  "kk": () => ASRProfileList.Google.kk_KZ,
  "uz": () => ASRProfileList.Google.uz_UZ,
  "en": () => ASRProfileList.Google.en_US,
  "en-GB": () => ASRProfileList.Google.en_GB,
  "de": () => ASRProfileList.Google.de_DE,
  "es": () => ASRProfileList.Google.es_ES,
  "fr": () => ASRProfileList.Google.fr_FR,
  "it": () => ASRProfileList.Google.it_IT,
  "pl": () => ASRProfileList.Google.pl_PL,
  "pt": () => ASRProfileList.Google.pt_BR,
  "tr": () => ASRProfileList.Google.tr_TR,
  "uk": () => ASRProfileList.Google.uk_UA,
};

/** @param {string} language BCP 47 */
const base = (language) => language.split("-")[0];

/**
 * What a table has for a language, for one that is like it, or for English.
 *
 * @template T
 * @param {{[language: string]: () => T}} table
 * @param {string} language
 */
function forLanguage(table, language) {
  return (table[language] || table[base(language)] || table["en"])();
}

/**
 * A voice by its name below VoiceList, e.g. "Yandex.Neural.ru_RU_alena"; undefined where there is none.
 *
 * @param {string} name
 * @returns {Voice | undefined}
 */
function named(name) {
  /** @type {any} */
  let found = VoiceList;
  for (const part of name.split(".")) {
    if (found === null || typeof found !== "object" || !Object.prototype.hasOwnProperty.call(found, part)) {
      Logger.write("VoiceList has no voice " + name);
      return undefined;
    }
    found = found[part];
  }
  return found;
}

/**
 * Who speaks. The channel's own voice speaks only the tenant's language.
 *
 * @param {string} language
 * @param {string} name of a voice, "" for none in particular
 * @returns {Voice}
 */
function voiceOf(language, name) {
  const own = base(language) === base(TENANT.language) ? TENANT.voice : "";
  const wanted = name || own;
  return (wanted && named(wanted)) || usual(language);
}

/**
 * Cuts a text into pieces that call.say takes, between sentences where that is possible.
 *
 * @param {string} text
 */
function pieces(text) {
  const found = [];
  let rest = text.trim();
  while (rest.length > LONGEST_SAY) {
    const head = rest.slice(0, LONGEST_SAY);
    const sentence = Math.max(head.lastIndexOf(". "), head.lastIndexOf("! "), head.lastIndexOf("? ")) + 1;
    const end = sentence || head.lastIndexOf(" ") || 0;
    // Neither a sentence nor a word ends: not between the two halves of a character.
    const cut = end > 0 ? end : /[\ud800-\udbff]$/.test(head) ? LONGEST_SAY - 1 : LONGEST_SAY;
    found.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest ? found.concat(rest) : found;
}

// ── Speaking ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Speaks one piece after the other: call.say replaces what is being spoken.
 *
 * @param {Call} call
 * @param {() => void} quiet told when nothing is left to speak
 */
function createSpeaker(call, quiet) {
  /** @typedef {{text: string, language: string, voice: string, counts: boolean, plain: boolean}} Piece */
  /** @type {Piece[]} */
  let waiting = [];
  /** @type {Piece | null} */
  let current = null;
  /** @type {string[]} */
  let heard = [];
  let startedAt = 0;
  let seconds = 0;
  let guard = 0;

  function begin() {
    if (!current) {
      return;
    }
    startedAt = Date.now();
    seconds = current.text.length / SPOKEN_PER_SECOND;
    clearTimeout(guard);
    // Whatever becomes of the playback, the call goes on.
    guard = setTimeout(() => finished(), (2 * seconds + 10) * 1000);
    const voice = current.plain ? forLanguage(VOICES, current.language) : voiceOf(current.language, current.voice);
    call.say(current.text, { voice: voice, progressivePlayback: true });
  }

  /** @param {string} [error] */
  function finished(error) {
    if (!current) {
      return;
    }
    clearTimeout(guard);
    if (error) {
      Logger.write("not spoken: " + error);
      if (!current.plain) {
        current.plain = true;
        begin();
        return;
      }
    } else if (current.counts) {
      heard.push(current.text);
    }
    current = null;
    next();
  }

  function next() {
    if (current) {
      return;
    }
    current = waiting.shift() || null;
    if (current) {
      begin();
    } else {
      quiet();
    }
  }

  call.addEventListener(CallEvents.PlaybackStarted, (e) => {
    startedAt = Date.now();
    if (e.duration > 0) {
      // The unit is not documented. No piece takes ten minutes.
      seconds = e.duration > 600 ? e.duration / 1000 : e.duration;
    }
  });
  call.addEventListener(CallEvents.PlaybackFinished, (e) => finished(e.error));

  return {
    /**
     * @param {string} text
     * @param {string} language
     * @param {string} voice a name below VoiceList, "" for the usual one
     * @param {boolean} counts whether it is a part of an answer, which a caller can have heard
     */
    say(text, language, voice, counts) {
      for (const piece of pieces(text)) {
        waiting.push({ text: piece, language: language, voice: voice, counts: counts, plain: false });
      }
      if (!current && waiting.length > 0) {
        next();
      }
    },

    busy() {
      return current !== null;
    },

    /** A new answer begins: nothing of it has been heard. */
    fresh() {
      heard = [];
    },

    /** Stops at once; gives what was heard of the answer, as well as that can be known. */
    stop() {
      if (current) {
        call.stopPlayback();
        if (current.counts) {
          const part = Math.min(1, (Date.now() - startedAt) / 1000 / seconds);
          const words = current.text.split(" ");
          heard.push(words.slice(0, Math.floor(words.length * part)).join(" "));
        }
      }
      this.drop();
      return heard.filter((text) => text !== "").join(" ");
    },

    /** Forgets what is left to speak. */
    drop() {
      clearTimeout(guard);
      current = null;
      waiting = [];
    },
  };
}
