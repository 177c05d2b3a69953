package dev.offhook.webhook.provider;

import java.util.Optional;
import java.util.regex.Pattern;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
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
    private static final Pattern OF_TENANT = Pattern.compile("(/t/([a-z0-9-]+))/.*");
    private static final byte[] NO_BODY = {};

    /**
     * A request as Vert.x has it.
     *
     * @param route the path without the prefix of a tenant
     * @param body null without one
     */
    public static WebhookRequest of(HttpServerRequest http, String route, byte @Nullable [] body) {
        var ofTenant = OF_TENANT.matcher(http.path());
        boolean prefixed = ofTenant.matches();
        // The connection's own address: what headers say about it, TrustedProxies judges.
        var source = http.connection().remoteAddress();
        return new WebhookRequest(
                http.method().name(),
                route,
                prefixed ? ofTenant.group(1) : "",
                prefixed ? ofTenant.group(2) : null,
                http.uri(),
                http.headers(),
                source == null ? null : source.hostAddress(),
                body == null ? NO_BODY : body);
    }

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
