package dev.offhook.tenant.console;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;

import dev.offhook.kit.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Turns the problems of console pages, which are JSON elsewhere, into pages. */
public class ErrorAnswers {
    private final ErrorPage page;

    ErrorAnswers(ErrorPage page) {
        this.page = page;
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
