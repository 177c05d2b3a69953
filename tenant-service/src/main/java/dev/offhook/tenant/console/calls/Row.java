package dev.offhook.tenant.console.calls;

import dev.offhook.events.Provider;
import dev.offhook.tenant.clients.ConversationSummary;
import dev.offhook.tenant.console.words.ShownOutcome;
import dev.offhook.tenant.console.words.Words;
import dev.offhook.tenant.console.words.Words.Badge;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in a list.
 *
 * @param path of its page
 * @param who the caller's number, or what stands for it
 * @param more provider's name or the like; null for nothing
 * @param length of a call
 * @param lastWords null when nothing was said
 */
public record Row(
        String path,
        String at,
        String who,
        @Nullable String more,
        Badge outcome,
        String length,
        int turns,
        @Nullable String lastWords,
        boolean active) {

    /** @param base the path of the list */
    public static Row of(ConversationSummary one, String base, Words words) {
        return new Row(
                base + "/" + Ids.segment(one.id()),
                words.formats().moment(one.startedAt()),
                who(one.from(), one.provider(), one.erased(), words),
                one.provider() == Provider.VOXIMPLANT
                        ? "Voximplant"
                        : one.provider() == Provider.TWILIO ? "Twilio" : null,
                words.outcome(one.active() ? ShownOutcome.ACTIVE : ShownOutcome.of(one.outcome())),
                words.formats().duration(one.durationSeconds()),
                one.turns(),
                one.lastWords(),
                one.active());
    }

    /** Who is at the other end. */
    public static String who(@Nullable String from, Provider provider, boolean erased, Words words) {
        if (erased) {
            return words.t().erased();
        }
        if (provider == Provider.TEST) {
            return words.t().testCall();
        }
        return from == null || from.isBlank() ? words.t().unknownNumber() : from;
    }
}
