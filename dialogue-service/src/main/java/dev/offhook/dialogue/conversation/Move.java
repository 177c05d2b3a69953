package dev.offhook.dialogue.conversation;

import java.util.ArrayList;
import java.util.List;

import dev.offhook.dialogue.conversation.Turn.Source;
import dev.offhook.events.ConversationRecord.ToolResult;
import dev.offhook.events.Event;

/** An answer while it is made: words, what follows them, and what is remembered. Grows step by step. */
final class Move {
    final Situation situation;
    final int number;
    private final Source source;
    private String detail;
    private final String heard;
    private final List<String> words = new ArrayList<>();
    private final List<ToolResult> tools = new ArrayList<>();
    private final List<Event> extras = new ArrayList<>();
    private Ending ending = new Ending.Listening();
    private String asked;
    private int misses;
    private Memory memory;

    /**
     * @param heard what the caller said, null when nothing
     * @param detail see {@link Turn#detail()}
     */
    Move(Situation situation, int number, Source source, String detail, String heard) {
        this.situation = situation;
        this.number = number;
        this.source = source;
        this.detail = detail;
        this.heard = heard;
        this.asked = situation.state().asked();
        this.misses = situation.state().misses();
        this.memory = situation.state().memory();
    }

    Move say(String text) {
        if (text != null && !text.isBlank()) {
            words.add(text.strip());
        }
        return this;
    }

    Move because(String reason) {
        detail = reason;
        return this;
    }

    Move asking(String question) {
        asked = question;
        return this;
    }

    Move missed() {
        misses++;
        memory = memory.missed();
        return this;
    }

    Move remembering(Memory next) {
        memory = next;
        return this;
    }

    Move then(Ending next) {
        ending = next;
        return this;
    }

    Move did(ToolResult result) {
        tools.add(result);
        return this;
    }

    Move telling(Event event) {
        extras.add(event);
        return this;
    }

    boolean silent() {
        return words.isEmpty();
    }

    Memory memory() {
        return memory;
    }

    Ending ending() {
        return ending;
    }

    Source source() {
        return source;
    }

    List<String> words() {
        return words;
    }

    List<Event> extras() {
        return extras;
    }

    String text() {
        return String.join(" ", words);
    }

    String heard() {
        return heard;
    }

    /** What is remembered after it. */
    ConversationState next() {
        boolean repeatable = !words.isEmpty() && source != Source.SILENT;
        return new ConversationState(number, asked, misses, repeatable ? memory.answered(text()) : memory);
    }

    Turn turn() {
        return new Turn(number, heard, source, detail, situation.state().asked(), text(), tools);
    }
}
