package dev.offhook.kit.access;

import java.util.Map;

import dev.offhook.kit.problem.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.ext.web.RoutingContext;

/**
 * Why a request under {@code /api} has no bearer.
 *
 * @param problem the body of the answer
 * @param headers of the answer, beside those of its body
 */
record Refusal(Problem problem, Map<String, String> headers) {
    private static final String ISSUER_AWAY = Refusal.class.getName() + ".issuer-away";
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;
    private static final String RETRY_SECONDS = "2";

    /** Remembers that the issuer could not be asked. */
    static void issuerIsAway(RoutingContext request) {
        request.put(ISSUER_AWAY, true);
    }

    /** The refusal of a request whose bearer is not known. */
    static Refusal of(RoutingContext request) {
        if (request.get(ISSUER_AWAY) != null) {
            return new Refusal(
                    new Problem(
                            "unavailable",
                            UNAVAILABLE,
                            "the token cannot be verified, its issuer does not answer; try again soon",
                            null),
                    Map.of(HttpHeaderNames.RETRY_AFTER.toString(), RETRY_SECONDS));
        }
        return request.request().headers().contains(HttpHeaderNames.AUTHORIZATION)
                ? unauthorized(
                        "Bearer error=\"invalid_token\"",
                        "the bearer token is not valid here: expired, cut off, from another issuer or for another"
                                + " audience")
                : unauthorized("Bearer", "this needs a bearer token, as the header 'Authorization: Bearer eyJ…'");
    }

    private static Refusal unauthorized(String challenge, String detail) {
        return new Refusal(
                new Problem("unauthorized", UNAUTHORIZED, detail, null),
                Map.of(HttpHeaderNames.WWW_AUTHENTICATE.toString(), challenge));
    }
}
