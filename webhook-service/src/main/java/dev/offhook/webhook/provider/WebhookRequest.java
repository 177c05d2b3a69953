package dev.offhook.webhook.provider;

import java.util.Optional;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in; nothing of it is trusted.
 *
 * @param method {@code GET} or {@code POST}
 * @param route the path without the prefix of a tenant, e.g. {@code /webhook/call}
 * @param prefix {@code /t/<slug>} where the request came under a tenant's own path, else empty
 * @param slug the tenant of that prefix, null without one
 * @param target the raw path and query, as sent
 * @param headers by name, in any case
 * @param source the address that the connection comes from; null when it is gone
 * @param body the raw body, empty without one
 */
public record WebhookRequest(
        String method,
        String route,
        String prefix,
        @Nullable String slug,
        String target,
        MultiMap headers,
        @Nullable String source,
        byte[] body) {

    /** The value of a header; empty when it is missing. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Its path, without the query: what may stand in a log. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
