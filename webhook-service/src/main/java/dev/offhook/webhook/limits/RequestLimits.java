package dev.offhook.webhook.limits;

import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.kit.problem.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks at a request before its body is read: how many headers, how long a body, and how long it may take to come. */
@ApplicationScoped
class RequestLimits {
    static final String TOO_LONG = "the body is too long; providers send a few kilobytes";
    // Ahead of the framework's own look at the length, which answers without a word.
    private static final int FIRST = 100;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final Pattern WEBHOOK = Pattern.compile("(?:/t/[^/]+)?/webhook/.*");
    private static final int HEADERS_TOO_LARGE = 431;
    private static final int PAYLOAD_TOO_LARGE = 413;

    private final LimitsConfiguration configuration;
    private final ErrorAnswers errors;
    private final Vertx vertx;
    private final long longestBody;

    RequestLimits(
            LimitsConfiguration configuration,
            ErrorAnswers errors,
            Vertx vertx,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize longestBody) {
        this.configuration = configuration;
        this.errors = errors;
        this.vertx = vertx;
        this.longestBody = longestBody.asLongValue();
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext context) {
        var request = context.request();
        boolean posts = request.method() == HttpMethod.POST || request.method() == HttpMethod.GET;
        if (!posts && WEBHOOK.matcher(request.path()).matches()) {
            context.response().putHeader(HttpHeaders.ALLOW, "GET, POST");
            refuse(context, new Problem("method not allowed", METHOD_NOT_ALLOWED, "webhooks are posted, or got", null));
            return;
        }
        if (request.headers().size() > configuration.headers()) {
            refuse(
                    context,
                    new Problem(
                            "request header fields too large",
                            HEADERS_TOO_LARGE,
                            "a request has " + configuration.headers() + " headers at most",
                            null));
            return;
        }
        if (length(request.getHeader(HttpHeaders.CONTENT_LENGTH)) > longestBody) {
            refuse(context, new Problem("content too large", PAYLOAD_TOO_LARGE, TOO_LONG, null));
            return;
        }
        if (hasBody(request)) {
            long deadline = vertx.setTimer(configuration.bodyWithin().toMillis(), fired -> {
                if (!request.isEnded() && !context.response().ended()) {
                    request.connection().close();
                }
            });
            context.addEndHandler(any -> vertx.cancelTimer(deadline));
        }
        context.next();
    }

    // A socket's handshake has none, and never ends.
    private static boolean hasBody(HttpServerRequest request) {
        return !request.isEnded()
                && (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                        || length(request.getHeader(HttpHeaders.CONTENT_LENGTH)) > 0);
    }

    // The rest of the request is not read: the connection cannot carry another one.
    private void refuse(RoutingContext context, Problem problem) {
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        context.response().endHandler(any -> context.request().connection().close());
        errors.send(context, problem);
    }

    private static long length(String header) {
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            // The framework refuses it.
            return 0;
        }
    }
}
