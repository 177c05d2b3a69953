package dev.offhook.kit.access;

import jakarta.ws.rs.core.Response;

import dev.offhook.kit.problem.Problem;
import dev.offhook.kit.problem.ProblemException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Renders as problems what security says no to once the request has reached a resource. */
public class RefusalMapper {

    /** For CDI. */
    public RefusalMapper() {}

    /** A token that does not hold, or whose issuer cannot be asked. */
    @ServerExceptionMapper
    public Response failed(AuthenticationFailedException exception, RoutingContext request) {
        return answer(Refusal.of(request));
    }

    /** No token at all. */
    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException exception, RoutingContext request) {
        return answer(Refusal.of(request));
    }

    /** An annotation such as {@code @RolesAllowed}. */
    @ServerExceptionMapper
    public Response forbidden(ForbiddenException exception) {
        var problem =
                ProblemException.forbidden("none of your roles allows this").problem();
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    private static Response answer(Refusal refusal) {
        var answer = Response.status(refusal.problem().status())
                .type(Problem.MEDIA_TYPE)
                .entity(refusal.problem());
        refusal.headers().forEach(answer::header);
        return answer.build();
    }
}
