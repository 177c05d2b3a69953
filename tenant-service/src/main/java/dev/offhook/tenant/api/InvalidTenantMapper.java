package dev.offhook.tenant.api;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import dev.offhook.kit.problem.Problem;
import dev.offhook.tenant.configuration.InvalidTenantException;

/** Renders the faults of a tenant. */
@Provider
public class InvalidTenantMapper implements ExceptionMapper<InvalidTenantException> {

    @Override
    public Response toResponse(InvalidTenantException exception) {
        var problem = InvalidTenant.of(exception.faults());
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
