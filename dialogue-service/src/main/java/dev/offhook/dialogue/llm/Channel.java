package dev.offhook.dialogue.llm;

/** How an answer reaches the caller. */
public enum Channel {
    /** It is spoken. */
    VOICE,
    /** It is read. */
    SMS
}
