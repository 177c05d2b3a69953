package dev.offhook.webhook.unknown;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.kit.problem.Problem;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The last route: says in our own form that there is nothing. The web server's answer would be HTML, which no provider
 * reads. What is not routed here has no body either: a method that an address does not take counts as unknown too.
 */
@ApplicationScoped
class UnknownAddress {
    private static final int NOT_FOUND = 404;

    void route(@Observes Router router) {
        router.route().order(Integer.MAX_VALUE).handler(UnknownAddress::answer);
    }

    private static void answer(RoutingContext context) {
        context.response()
                .setStatusCode(NOT_FOUND)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(new JsonObject()
                        .put("title", "not found")
                        .put("status", NOT_FOUND)
                        .put("detail", "nothing answers this method at this address; docs/webhooks.md lists the routes")
                        .encode());
    }
}
