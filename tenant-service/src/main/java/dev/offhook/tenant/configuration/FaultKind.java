package dev.offhook.tenant.configuration;

/** Every kind of fault; in brackets what its arguments are. */
public enum FaultKind {
    /** There is no value [a good one]. */
    MISSING,
    /** The text is empty or blank [a good one]. */
    BLANK,
    /** The list is empty [a good entry]. */
    EMPTY_LIST,
    /** The text is too long [its characters, the most]. */
    TOO_LONG,
    /** The list is too long [its entries, the most]. */
    TOO_MANY,
    /** The tenant as a whole is too long to be published [its bytes, the most]. */
    TOO_LARGE,
    /** The number is not within its range [the least, the most, a good one]. */
    OUT_OF_RANGE,
    /** The number is too small [the least, a good one]. */
    TOO_SMALL,
    /** The amount has too many decimals [the most, a good one]. */
    TOO_PRECISE,
    /** The text holds a character that cannot be stored []. */
    BAD_CHARACTER,
    /** Not made of lower-case letters, digits and inner hyphens [a good one]. */
    NOT_A_NAME,
    /** Stands there twice []. */
    TWICE,
    /** No phone number in E.164 [a good one]. */
    NOT_E164,
    /** E.164, but of a form that no number of its country has [a good one]. */
    NO_SUCH_NUMBER,
    /** No ISO 4217 currency [a good one]. */
    NOT_A_CURRENCY,
    /** No ISO 3166 country [a good one]. */
    NOT_A_COUNTRY,
    /** No BCP 47 language [a good one]. */
    NOT_A_LANGUAGE,
    /** No URL as it is wanted here [a good one]. */
    NOT_A_URL,
    /** No Twilio account []. */
    NOT_A_TWILIO_ACCOUNT,
    /** Not made of digits [a good one]. */
    NOT_DIGITS,
    /** Not made of 0-9, * and # [a good one]. */
    NOT_KEYS,
    /** Another kind of value is wanted [what is good]. */
    WRONG_TYPE,
    /** No field of that name [those that are known]. */
    UNKNOWN_FIELD,
    /** What is there cannot be read []. */
    UNREADABLE,
    /** Names something that is not there [those that are known]. */
    UNKNOWN_REFERENCE,
    /** Needs something of which there is none [where it would be listed]. */
    NOTHING_TO_REFER_TO,
    /** Means nothing here; to be left out []. */
    MEANINGLESS,
    /** Is for voice channels only []. */
    VOICE_ONLY,
    /** Is for Voximplant's channels only []. */
    VOXIMPLANT_ONLY,
    /** A secret is missing that a channel needs [the secret, the channel's field]. */
    SECRET_MISSING,
    /** No name that a secret can have [a good one]. */
    NOT_A_SECRET_NAME,
    /** Takes messages, and there is no voicemail []. */
    NEEDS_VOICEMAIL,
    /** The warning would come before the call [the longest duration in minutes]. */
    WARNING_TOO_EARLY,
    /** Ends when it begins []. */
    SAME_TIME,
    /** Ends before it begins [the beginning]. */
    ENDS_BEFORE_START,
    /** Overlaps another shift [the other's field]. */
    OVERLAPS,
    /** Is never reached: earlier routes take everything []. */
    UNREACHABLE_ROUTE,
    /** A channel that carries no messages []. */
    CARRIES_NO_MESSAGES,
    /** A kind of channel that the tenant does not have []. */
    NO_SUCH_CHANNEL,
    /** The fallback is the channel itself []. */
    SAME_AS_CHANNEL,
    /** The word means something already [the field where]. */
    WORD_TAKEN,
    /** A parameter that is in no text []. */
    UNUSED_PARAMETER,
    /** No text for the tenant's locale [the locale]. */
    LOCALE_WITHOUT_TEXT,
    /** A gap that is no parameter [the gap]. */
    UNKNOWN_GAP,
    /** Another tenant has this number; a conflict []. */
    NUMBER_TAKEN,
    /** There is a tenant of this slug; a conflict []. */
    SLUG_TAKEN,
    /** The slug of a tenant cannot change [the slug]. */
    SLUG_FIXED;

    /** True for what is good by itself, and contradicts what is there. */
    public boolean isConflict() {
        return this == NUMBER_TAKEN || this == SLUG_TAKEN;
    }
}
