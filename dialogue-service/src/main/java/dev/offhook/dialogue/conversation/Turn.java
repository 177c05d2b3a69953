package dev.offhook.dialogue.conversation;

/**
 * One exchange: what came from the caller and where the answer came from.
 *
 * @param number 0 for the greeting, rising; not without gaps
 * @param callerText what was said, written or pressed; null when nothing was
 * @param source where the answer came from
 * @param rule the id of the rule that answered, null when none did
 * @param askedBefore the question that was open before this turn, null when none was
 */
public record Turn(int number, String callerText, Source source, String rule, String askedBefore) {

    /** Where an answer came from. */
    public enum Source {
        GREETING("greeting"),
        RULE("rule"),
        NO_MATCH("no-match"),
        SILENT("silent");

        private final String id;

        Source(String id) {
            this.id = id;
        }

        /** The name in the database and in metrics: lower case, stable. */
        public String id() {
            return id;
        }
    }
}
