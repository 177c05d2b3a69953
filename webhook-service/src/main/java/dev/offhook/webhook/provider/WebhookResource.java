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
    private static final String ROOT = "/webhook/";

    private final Webhooks webhooks;

    WebhookResource(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** A provider tells something in the body. */
    @POST
    public Uni<Response> posted(@Context HttpServerRequest http, @PathParam("route") String route, byte[] body) {
        return webhooks.answer(WebhookRequest.of(http, ROOT + route, body));
    }

    /** A provider tells something in the query: Twilio, where an address is set to GET. */
    @GET
    public Uni<Response> got(@Context HttpServerRequest http, @PathParam("route") String route) {
        return webhooks.answer(WebhookRequest.of(http, ROOT + route, null));
    }
}
