package dev.offhook.tenant.clients;

import java.time.LocalDate;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** dialogue-service, asked with the reader's token. */
@ApplicationScoped
public class Dialogue {
    private final DialogueApi api;
    private final ReadersToken token;

    Dialogue(@RestClient DialogueApi api, ReadersToken token) {
        this.api = api;
        this.token = token;
    }

    /**
     * Which conversations; what is null does not filter.
     *
     * @param medium {@code call} or {@code sms}
     * @param since instant, ISO
     * @param until instant, ISO
     * @param active {@code true} for those that go on
     */
    public record Search(
            @Nullable String medium,
            @Nullable String outcome,
            @Nullable String from,
            @Nullable String words,
            @Nullable String since,
            @Nullable String until,
            @Nullable String active,
            @Nullable String cursor,
            int limit) {}

    /** Conversations, newest first. */
    public Asked<ConversationSummary.Page> conversations(String slug, Search search) {
        return Asking.ask(Service.DIALOGUE, () -> conversations(token.authorization(), slug, search));
    }

    /**
     * The same, outside of a request.
     *
     * @param authorization see {@link ReadersToken#authorization}
     * @throws RuntimeException as the REST client does
     */
    public ConversationSummary.Page conversations(String authorization, String slug, Search search) {
        return api.conversations(
                authorization,
                slug,
                search.medium(),
                search.outcome(),
                search.from(),
                search.words(),
                search.since(),
                search.until(),
                search.active(),
                search.cursor(),
                search.limit());
    }

    /**
     * The same, outside of a request.
     *
     * @param authorization see {@link ReadersToken#authorization}
     * @throws RuntimeException as the REST client does
     */
    public Conversation conversation(String authorization, String slug, String id) {
        return api.conversation(authorization, slug, id);
    }

    /** One of them. */
    public Asked<Conversation> conversation(String slug, String id) {
        return Asking.ask(Service.DIALOGUE, () -> api.conversation(token.authorization(), slug, id));
    }

    /** Figures by day, both inclusive. */
    public Asked<Figures> figures(String slug, LocalDate from, LocalDate to) {
        return Asking.ask(
                Service.DIALOGUE, () -> api.analytics(token.authorization(), slug, from.toString(), to.toString()));
    }

    /** What calls have cost this month; missing without a budget. */
    public Asked<Budget> budget(String slug) {
        return Asking.ask(Service.DIALOGUE, () -> api.budget(token.authorization(), slug));
    }
}
