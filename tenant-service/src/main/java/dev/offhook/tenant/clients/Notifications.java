package dev.offhook.tenant.clients;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** notification-service, asked with the reader's token. */
@ApplicationScoped
public class Notifications {
    private final NotificationApi api;
    private final ReadersToken token;

    Notifications(@RestClient NotificationApi api, ReadersToken token) {
        this.api = api;
        this.token = token;
    }

    /**
     * Which messages; what is null does not filter.
     *
     * @param since instant, ISO
     * @param until instant, ISO
     */
    public record Search(
            @Nullable String status,
            @Nullable String to,
            @Nullable String conversation,
            @Nullable String since,
            @Nullable String until,
            @Nullable String cursor,
            int limit) {}

    /** Outgoing messages, newest first. */
    public Asked<Message.Page> messages(String slug, Search search) {
        return Asking.ask(
                Service.NOTIFICATION,
                () -> api.messages(
                        token.authorization(),
                        slug,
                        search.status(),
                        search.to(),
                        search.conversation(),
                        search.since(),
                        search.until(),
                        search.cursor(),
                        search.limit()));
    }

    /** What waits. */
    public Asked<MessageQueue> queue(String slug) {
        return Asking.ask(Service.NOTIFICATION, () -> api.queue(token.authorization(), slug));
    }

    /** Holds all messages back, or lets them go. */
    public Asked<MessageQueue> pause(String slug, boolean paused) {
        return Asking.ask(
                Service.NOTIFICATION,
                () -> paused ? api.pause(token.authorization(), slug) : api.resume(token.authorization(), slug));
    }

    /** Refused requests, newest first. */
    public Asked<DeadLetter.Page> deadLetters(String slug, @Nullable String cursor, int limit) {
        return Asking.ask(Service.NOTIFICATION, () -> api.deadLetters(token.authorization(), slug, cursor, limit));
    }

    /** Sends them in again. */
    public Asked<DeadLetter.Replayed> replay(String slug, List<Long> ids) {
        return Asking.ask(
                Service.NOTIFICATION, () -> api.replay(token.authorization(), slug, new DeadLetter.Replay(ids)));
    }

    /** Numbers that want no messages. */
    public Asked<OptOut.Page> optOuts(String slug, @Nullable String cursor, int limit) {
        return Asking.ask(Service.NOTIFICATION, () -> api.optOuts(token.authorization(), slug, cursor, limit));
    }

    /** Nothing more is sent to a number. */
    public Asked<OptOut> optOut(String slug, String number) {
        return Asking.ask(Service.NOTIFICATION, () -> api.optOut(token.authorization(), slug, number));
    }

    /** Messages may be sent to it again. */
    public Asked<String> optIn(String slug, String number) {
        return Asking.ask(Service.NOTIFICATION, () -> {
            api.optIn(token.authorization(), slug, number);
            return number;
        });
    }

    /** What messages have cost this month; missing without a budget. */
    public Asked<Budget> budget(String slug) {
        return Asking.ask(Service.NOTIFICATION, () -> api.budget(token.authorization(), slug));
    }
}
