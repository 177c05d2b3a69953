package dev.offhook.webhook.twilio;

import java.util.LinkedHashSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.MenuKey;
import dev.offhook.events.TenantConfiguration.TransferTarget;

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

    private Hints() {}

    /** The hints, separated by commas: the business and whom callers ask for first, then what. Empty when there are none. */
    static String of(TenantConfiguration tenant) {
        var assistant = tenant.assistant();
        var said = Stream.of(
                        Stream.of(tenant.name()),
                        assistant.tools().transfers().stream().map(TransferTarget::id),
                        tenant.calls().menu().stream().map(MenuKey::rule),
                        assistant.knowledge().stream().flatMap(knowledge -> knowledge.questions().stream()))
                .flatMap(texts -> texts)
                .map(text -> NOT_SAID.matcher(text).replaceAll(" ").strip())
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST)
                .iterator();
        var hints = new LinkedHashSet<String>();
        int length = 0;
        while (said.hasNext() && hints.size() < MOST) {
            String hint = said.next();
            if (length + hint.length() + 1 > LONGEST_IN_ALL) {
                break;
            }
            if (hints.add(hint)) {
                length += hint.length() + 1;
            }
        }
        return String.join(",", hints);
    }
}
