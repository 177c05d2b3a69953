package dev.offhook.tenant.console.sms;

import java.util.ArrayList;

import dev.offhook.tenant.clients.Message;
import dev.offhook.tenant.console.calls.Ids;
import dev.offhook.tenant.console.words.ShownStatus;
import dev.offhook.tenant.console.words.Words;
import dev.offhook.tenant.console.words.Words.Badge;
import org.jspecify.annotations.Nullable;

/**
 * An outgoing message in a list.
 *
 * @param reason why it stands where it stands; null when all is well
 * @param facts parts, cost, code
 * @param path of the conversation that asked for it; null without one
 */
public record Outgoing(
        String at,
        String to,
        @Nullable String text,
        Badge status,
        @Nullable String reason,
        String facts,
        @Nullable String path) {

    /** @param tenantPath where the tenant's pages begin */
    public static Outgoing of(Message one, String tenantPath, Words words) {
        var facts = new ArrayList<String>();
        if (one.channel() != null) {
            facts.add(one.channel());
        }
        if (one.segments() != null && one.segments() > 1) {
            facts.add(words.t().segments(one.segments()));
        }
        if (one.cost() != null && one.currency() != null) {
            facts.add(words.formats().money(one.cost(), one.currency()));
        }
        if (one.errorCode() != null) {
            facts.add(words.t().code(one.errorCode()));
        }
        return new Outgoing(
                words.formats().moment(one.createdAt()),
                one.to() == null ? words.t().unknownNumber() : one.to(),
                one.text() == null ? one.template() : one.text(),
                words.status(ShownStatus.of(one.status())),
                one.reason(),
                String.join(" · ", facts),
                one.conversation() == null
                        ? null
                        : tenantPath
                                + (one.conversation().startsWith("sms:") ? "/sms/" : "/calls/")
                                + Ids.segment(one.conversation()));
    }
}
