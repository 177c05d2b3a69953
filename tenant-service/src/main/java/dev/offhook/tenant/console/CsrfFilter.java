package dev.offhook.tenant.console;

import java.net.URI;
import java.util.Set;

import jakarta.ws.rs.core.Response;

import dev.offhook.kit.problem.Problem;
import dev.offhook.kit.problem.ProblemException;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Lets a request that changes something pass only when it comes from a page of the console's own: by its token (the
 * form's field {@code csrf}, or the header {@code X-CSRF}), and by what the browser says about its origin.
 */
public class CsrfFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final Csrf csrf;

    CsrfFilter(Csrf csrf) {
        this.csrf = csrf;
    }

    /** Ends the request with 403 when it does not. */
    @WithFormRead
    @ServerRequestFilter
    public void check(ResteasyReactiveContainerRequestContext request, RoutingContext http) {
        if (!ConsolePaths.has(http.normalizedPath()) || SAFE.contains(request.getMethod())) {
            return;
        }
        if (!comesFromHere(http) || !csrf.holds(http, user(http), token(request))) {
            var problem = ProblemException.forbidden("this form is too old, or was not sent by the console")
                    .problem();
            request.abortWith(Response.status(problem.status())
                    .type(Problem.MEDIA_TYPE)
                    .entity(problem)
                    .build());
        }
    }

    private static boolean comesFromHere(RoutingContext http) {
        var site = http.request().getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OWN_SITE.contains(site);
        }
        var origin = http.request().getHeader("Origin");
        return origin == null
                || hostOf(origin).equals(http.request().authority().toString());
    }

    private static String hostOf(String origin) {
        try {
            return String.valueOf(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String user(RoutingContext http) {
        return http.user() instanceof QuarkusHttpUser user
                ? user.getSecurityIdentity().getPrincipal().getName()
                : "";
    }

    private static String token(ResteasyReactiveContainerRequestContext request) {
        var header = request.getHeaderString("X-CSRF");
        return header == null
                ? (String) ((ResteasyReactiveRequestContext) request.getServerRequestContext())
                        .getFormParameter("csrf", true, false)
                : header;
    }
}
