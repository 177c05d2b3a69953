package dev.offhook.webhook.provider;

import java.util.List;
import java.util.Set;

import jakarta.ws.rs.core.Response;

import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * A telephony provider: how its requests are read, verified, understood and answered. What is common to all of them
 * (limits, plan and switches, publishing, holding, fillers, fallbacks) is {@link Webhooks}' work, so that a further
 * provider is one package with one implementation of this interface, found by CDI.
 *
 * <p>For each request {@link Webhooks} calls {@link #read} and {@link #split}, and for each part of it {@link #claim},
 * {@link #verify}, {@link #normalise} and {@link #render}, in this order, each once; a step that throws ends the part. All of them run on an event loop: they
 * neither block nor wait. None of them publishes.
 *
 * @param <R> a request of this provider, read
 */
public interface TelephonyProvider<R> {

    /** How a transport waits for the words of a turn. */
    enum Waiting {
        /** A request may be answered with a part of the words, or a filler, and comes back for the rest. */
        IN_PARTS,
        /** A request is answered once, with everything. */
        WHOLE
    }

    /** Who it is. */
    Provider provider();

    /** The paths that it posts to, e.g. {@code /webhook/call}; no two providers share one. */
    Set<String> routes();

    /** How its transport waits. */
    Waiting waiting();

    /** True when it may be told to call with {@code GET}, the parameters in the query. */
    default boolean gets() {
        return false;
    }

    /**
     * What a request names, none of it believed: for the report of one that no tenant claims.
     *
     * @param kind which of a tenant's channels it is for; null when unknown
     * @param account the provider's account; null when it names none
     * @param number whom it is for; null when it names none
     */
    record Named(
            Channel.@Nullable Kind kind,
            @Nullable String account,
            @Nullable String number) {
        /** Nothing. */
        public static final Named NOTHING = new Named(null, null, null);
    }

    /** What a request names. */
    default Named named(R request) {
        return Named.NOTHING;
    }

    /**
     * Reads a request: its form alone, nothing of it is trusted.
     *
     * @throws ProblemException 400 that names what is wrong
     */
    R read(WebhookRequest request);

    /**
     * What one request holds, where a provider tells several things at a time. Each part goes its own way, so that a
     * bad one loses no good one; the request is refused when all of them are, and is to be sent again when one of them
     * could not be stored.
     *
     * @return at least one
     */
    default List<R> split(R request) {
        return List.of(request);
    }

    /**
     * Whose request it says it is.
     *
     * @throws ProblemException 404 when no tenant has what it names, 400 when it names nothing
     */
    Claim claim(R request);

    /**
     * Whether the provider sent it, to this tenant. Fails closed: what cannot be verified is {@link Verdict.Suspect}.
     * Takes the same time for every wrong signature.
     */
    Verdict verify(R request, Claim claim);

    /**
     * What it means. Called only for a request that is verified, or that the tenant takes unverified. The same request,
     * a retry or a copy of it, means the same, with the same ids, on every replica.
     *
     * @throws ProblemException 400 that names what is missing
     */
    Meaning normalise(R request, TenantConfiguration tenant);

    /** The answer in the provider's language. It never fails: whatever the result is, the caller hears something. */
    Response render(R request, TenantConfiguration tenant, Result result);
}
