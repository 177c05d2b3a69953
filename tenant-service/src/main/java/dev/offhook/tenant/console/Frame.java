package dev.offhook.tenant.console;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/** What is around every answer of the console: its security headers, and a page where nobody else answers. */
@Singleton
class Frame {
    private static final Logger LOG = Logger.getLogger(Frame.class);
    private static final int BEFORE_ALL = -10_000;
    private static final int NOT_FOUND = 404;
    private static final int ERROR = 500;
    private static final int UNAVAILABLE = 503;
    /** How the names of the session's cookies begin; Quarkus adds the OIDC tenant, and numbers of chunks. */
    private static final String SESSION = "q_session";

    private static final String RETRY_SECONDS = "5";

    private final ErrorPage page;
    private final IssuerWatch issuer;
    private final String policy;

    Frame(ErrorPage page, IssuerWatch issuer, ConsoleConfiguration configuration) {
        this.page = page;
        this.issuer = issuer;
        // The logout form is redirected to the issuer; browsers hold a form's policy against that too.
        this.policy =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                        + " media-src 'self'; font-src 'self'; form-action 'self' " + origin(configuration.issuer())
                        + "; frame-ancestors 'none'; base-uri 'none'";
    }

    void frame(@Observes Router router) {
        router.route("/console*").order(BEFORE_ALL).handler(this::headers).failureHandler(this::failed);
    }

    private void headers(RoutingContext request) {
        request.response()
                .headers()
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, policy)
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Referrer-Policy", "same-origin");
        request.addHeadersEndHandler(nothing -> {
            var headers = request.response().headers();
            // Pages hold what only this reader may see; the static files say themselves how long they may be kept.
            if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
                headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
            }
        });
        if (hasSession(request) || isAsset(request)) {
            request.next();
            return;
        }
        issuer.answers().onComplete(answers -> {
            if (answers.succeeded() && !answers.result()) {
                issuerIsAway(request);
            } else {
                request.next();
            }
        });
    }

    private static boolean hasSession(RoutingContext request) {
        return request.request().cookies().stream()
                .anyMatch(cookie -> cookie.getName().startsWith(SESSION));
    }

    private static boolean isAsset(RoutingContext request) {
        var path = request.normalizedPath();
        return path.startsWith(ConsolePaths.ROOT) && path.lastIndexOf('.') > path.lastIndexOf('/');
    }

    private void issuerIsAway(RoutingContext request) {
        request.response().putHeader(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
        end(request, UNAVAILABLE);
    }

    private void failed(RoutingContext request) {
        var failure = request.failure();
        if (saysIssuerIsAway(failure)) {
            LOG.warnf("the issuer does not answer, nobody can log in to the console: %s", failure.getMessage());
            issuerIsAway(request);
        } else if (failure instanceof AuthenticationException) {
            // Redirects of the code flow travel as exceptions too.
            request.next();
        } else if (request.statusCode() == NOT_FOUND) {
            end(request, NOT_FOUND);
        } else {
            LOG.error("a page of the console failed", failure);
            end(request, ERROR);
        }
    }

    private static boolean saysIssuerIsAway(Throwable failure) {
        return failure instanceof OIDCException
                || failure instanceof IOException
                || failure instanceof TimeoutException
                || failure != null && failure.getCause() != null && saysIssuerIsAway(failure.getCause());
    }

    private void end(RoutingContext request, int status) {
        if (request.response().ended() || request.response().headWritten()) {
            return;
        }
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaderNames.CONTENT_TYPE, "text/html;charset=UTF-8")
                .end(page.render(request, status, null));
    }

    private static String origin(String issuer) {
        var uri = URI.create(issuer);
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}
