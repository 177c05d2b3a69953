package dev.offhook.dialogue.conversation;

import java.util.Arrays;
import java.util.List;

import dev.offhook.events.ConversationRecord.ToolResult;

/**
 * One exchange: what came from the caller, what was answered and where the answer came from.
 *
 * @param number 0 for the greeting, rising; not without gaps
 * @param callerText what was said, written or pressed; null when nothing was
 * @param source where the answer came from
 * @param detail the id of the rule or knowledge entry that answered, or why the LLM did not; null without one
 * @param askedBefore the question that was open before this turn, null when none was
 * @param answer the words of the answer; null as long as there are none
 * @param tools what was done besides
 */
public record Turn(
        int number,
        String callerText,
        Source source,
        String detail,
        String askedBefore,
        String answer,
        List<ToolResult> tools) {

    /** Where an answer came from. */
    public enum Source {
        /** It is being worked out. */
        OPEN("open", false),
        GREETING("greeting", true),
        LLM("llm", true),
        KNOWLEDGE("knowledge", true),
        RULE("rule", true),
        /** Nothing had an answer. */
        NO_MATCH("no-match", false),
        /** The LLM failed, and nothing else had an answer. */
        FALLBACK("fallback", false),
        SILENT("silent", false),
        /** What was said before, said again. */
        REPEAT("repeat", false),
        LANGUAGE("language", false),
        /** A human is offered, called, or did not take the call. */
        TRANSFER("transfer", true),
        AFTER_HOURS("after-hours", true),
        LIMIT("limit", false),
        /** The longest duration of a call is over. */
        DURATION("duration", false);

        private final String id;
        private final boolean meant;

        Source(String id, boolean meant) {
            this.id = id;
            this.meant = meant;
        }

        /** The name in the database, in records and in metrics: lower case, stable. */
        public String id() {
            return id;
        }

        /** True when an LLM may be shown the answer as its own words: it is no phrase for want of an answer. */
        public boolean meant() {
            return meant;
        }

        /**
         * The source of this name.
         *
         * @throws IllegalStateException when there is none
         */
        public static Source named(String id) {
            return Arrays.stream(values())
                    .filter(source -> source.id.equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("a turn whose source is '" + id + "'"));
        }
    }

    public Turn {
        tools = tools == null ? List.of() : List.copyOf(tools);
    }

    /** A turn that is taken: its answer is being worked out. */
    public static Turn open(int number, String callerText, String askedBefore) {
        return new Turn(number, callerText, Source.OPEN, null, askedBefore, null, List.of());
    }
}
