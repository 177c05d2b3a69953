package dev.offhook.tenant.console;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import dev.offhook.kit.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Turns the problems of console pages, which are JSON elsewhere, into pages. */
public class ErrorAnswers {
    private final ErrorPage page;

    ErrorAnswers(ErrorPage page) {
        this.page = page;
    }

    /** A path that no page has, or a parameter that no page takes. */
    @ServerExceptionMapper
    public Response notFound(NotFoundException exception, RoutingContext http) {
        return ConsolePaths.has(http.normalizedPath())
                ? Response.status(Status.NOT_FOUND)
                        .type(Problem.MEDIA_TYPE)
                        .entity(new Problem("not found", Status.NOT_FOUND.getStatusCode(), null, null))
                        .build()
                : exception.getResponse();
    }

    /** Only what is answered under the console's own paths. */
    @ServerResponseFilter
    public void render(ContainerResponseContext response, RoutingContext http) {
        if (response.getEntity() instanceof Problem problem && ConsolePaths.has(http.normalizedPath())) {
            response.setEntity(
                    page.render(http, problem.status(), problem.detail()),
                    null,
                    MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
        }
    }
}
