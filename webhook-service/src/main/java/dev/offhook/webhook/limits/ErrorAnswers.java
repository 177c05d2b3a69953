package dev.offhook.webhook.limits;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.kit.problem.Problem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Every error is {@code application/problem+json}: no page, no stack trace, whoever it is that refuses. */
@ApplicationScoped
public class ErrorAnswers {
    private static final Logger LOG = Logger.getLogger(ErrorAnswers.class);
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final int FIRST = -1_000;
    private static final int NOT_FOUND = 404;
    private static final int INTERNAL_ERROR = 500;
    private static final int SERVER_ERRORS = 500;
    private static final int PAYLOAD_TOO_LARGE = 413;

    private final ObjectMapper json;

    ErrorAnswers(ObjectMapper json) {
        this.json = json;
    }

    // What no resource answers: a path that nobody knows, and what fails outside of them.
    void last(@Observes Router router) {
        router.route().last().handler(request -> {
            if (request.response().ended()) {
                return;
            }
            send(
                    request,
                    new Problem(
                            "not found",
                            NOT_FOUND,
                            "there is nothing at this path; docs/webhooks.md lists the routes",
                            null));
        });
    }

    // Ahead of the framework's page. Who may not enter is told by who guards the door.
    void failures(@Observes Router router) {
        router.route().order(FIRST).failureHandler(request -> {
            if (request.failure() instanceof SecurityException
                    || request.response().headWritten()) {
                request.next();
                return;
            }
            int status = request.statusCode() < Response.Status.BAD_REQUEST.getStatusCode()
                    ? INTERNAL_ERROR
                    : request.statusCode();
            if (status >= SERVER_ERRORS) {
                LOG.error("request failed", request.failure());
            }
            send(
                    request,
                    new Problem(
                            status < SERVER_ERRORS ? "bad request" : "internal error", status, detail(status), null));
        });
    }

    /** Ends a request that did not reach a resource. */
    void send(RoutingContext request, Problem problem) {
        var response = request.response();
        response.setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        try {
            response.end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts writes", e);
        }
    }

    /** 429. */
    @ServerExceptionMapper
    public Response tooMany(TooManyRequests refused) {
        int status = Response.Status.TOO_MANY_REQUESTS.getStatusCode();
        return Response.status(status)
                .header(HttpHeaders.RETRY_AFTER, refused.retryAfterSeconds())
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem("too many requests", status, refused.getMessage(), null))
                .build();
    }

    /** What the framework refuses: the wrong method, a media type, a body that is too long. */
    @ServerExceptionMapper
    @Priority(1)
    public Response refused(WebApplicationException refused) {
        var response = refused.getResponse();
        if (response.hasEntity() || response.getStatus() < Response.Status.BAD_REQUEST.getStatusCode()) {
            return response;
        }
        return Response.fromResponse(response)
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem(
                        response.getStatusInfo().getReasonPhrase().toLowerCase(Locale.ROOT),
                        response.getStatus(),
                        detail(response.getStatus()),
                        null))
                .build();
    }

    /** The body broke off, or was longer than it may be. */
    @ServerExceptionMapper
    public Response unread(IOException failure) {
        LOG.debugf("request not read: %s", failure.getMessage());
        return Response.status(Response.Status.BAD_REQUEST)
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem(
                        "bad request",
                        Response.Status.BAD_REQUEST.getStatusCode(),
                        "the body could not be read to its end",
                        null))
                .build();
    }

    /** What should not happen: the log has it, under the id that the answer names. */
    @ServerExceptionMapper
    public Response failed(Throwable failure) {
        String id = UUID.randomUUID().toString();
        LOG.errorf(failure, "request failed: id=%s", id);
        return Response.serverError()
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem("internal error", INTERNAL_ERROR, "the log has it as " + id, null))
                .build();
    }

    /** Whoever says that it is too much now says when to come again. */
    @ServerResponseFilter
    public void whenToComeAgain(ContainerResponseContext response) {
        if (response.getStatus() == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()) {
            response.getHeaders().putIfAbsent(HttpHeaders.RETRY_AFTER, List.of(RETRY_AFTER_SECONDS));
        }
    }

    private static String detail(int status) {
        return switch (status) {
            case NOT_FOUND -> "there is nothing at this path; docs/webhooks.md lists the routes";
            case PAYLOAD_TOO_LARGE -> RequestLimits.TOO_LONG;
            default ->
                status < SERVER_ERRORS
                        ? "the request does not fit this path; docs/webhooks.md says what is posted where"
                        : "not now; try again later";
        };
    }
}
