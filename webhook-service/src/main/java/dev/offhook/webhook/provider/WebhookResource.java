package dev.offhook.webhook.provider;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/** Every webhook, under its own path and under that of a tenant. */
@Path("/{prefix: (t/[a-z0-9-]+/)?}webhook/{route: .+}")
@Consumes(MediaType.WILDCARD)
public class WebhookResource {
    private static final byte[] NO_BODY = {};

    private final Webhooks webhooks;

    WebhookResource(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** A provider tells something in the body. */
    @POST
    public Uni<Response> posted(
            @Context HttpServerRequest http,
            @PathParam("prefix") String prefix,
            @PathParam("route") String route,
            byte[] body) {
        return webhooks.answer(request(http, prefix, route, body == null ? NO_BODY : body));
    }

    /** A provider tells something in the query: Twilio, where an address is set to GET. */
    @GET
    public Uni<Response> got(
            @Context HttpServerRequest http, @PathParam("prefix") String prefix, @PathParam("route") String route) {
        return webhooks.answer(request(http, prefix, route, NO_BODY));
    }

    private static WebhookRequest request(HttpServerRequest http, String prefix, String route, byte[] body) {
        String slug = prefix.isEmpty() ? null : prefix.substring(2, prefix.length() - 1);
        return new WebhookRequest(
                http.method().name(),
                "/webhook/" + route,
                slug == null ? "" : "/t/" + slug,
                slug,
                http.uri(),
                http.headers(),
                source(http),
                body);
    }

    // The connection's own: what headers say about it, TrustedProxies judges.
    private static String source(HttpServerRequest http) {
        var address = http.connection().remoteAddress();
        return address == null ? null : address.hostAddress();
    }
}
