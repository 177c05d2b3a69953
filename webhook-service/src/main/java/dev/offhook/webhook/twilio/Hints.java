package dev.offhook.webhook.twilio;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

import dev.offhook.events.TenantConfiguration;

/**
 * What a tenant's callers are likely to say, for the recogniser: {@code hints} of {@code <Gather>} and {@code
 * <ConversationRelay>}.
 *
 * @see <a href="https://www.twilio.com/docs/voice/twiml/gather#hints">hints</a>
 */
final class Hints {
    private static final int MOST = 500;
    private static final int LONGEST = 100;
    private static final int LONGEST_IN_ALL = 2_000;
    // A comma ends a hint.
    private static final Pattern NOT_SAID = Pattern.compile("[\\p{Punct}\\p{Cntrl}«»„“”…–—\\s]+");

    private final Set<String> hints = new LinkedHashSet<>();
    private int length;
    private boolean full;

    private Hints() {}

    /** The hints, separated by commas: the business and whom callers ask for first, then what. Empty when there are none. */
    static String of(TenantConfiguration tenant) {
        var assistant = tenant.assistant();
        var collected = new Hints();
        collected.add(tenant.name());
        assistant.tools().transfers().forEach(target -> collected.add(target.id()));
        tenant.calls().menu().forEach(key -> collected.add(key.rule()));
        // A knowledge base has thousands of questions, and every turn asks for the hints.
        for (var knowledge : assistant.knowledge()) {
            if (collected.full) {
                break;
            }
            knowledge.questions().forEach(collected::add);
        }
        return String.join(",", collected.hints);
    }

    private void add(String text) {
        if (full) {
            return;
        }
        String hint = NOT_SAID.matcher(text).replaceAll(" ").strip();
        if (hint.isEmpty() || hint.length() > LONGEST) {
            return;
        }
        full = length + hint.length() + 1 > LONGEST_IN_ALL;
        if (!full && hints.add(hint)) {
            length += hint.length() + 1;
            full = hints.size() == MOST;
        }
    }
}
