package dev.offhook.tenant.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import dev.offhook.kit.problem.Problem;
import dev.offhook.tenant.configuration.StaleRevisionException;

/** Renders that somebody else was faster: 412 with the tag of the tenant as it stands. */
@Provider
public class StaleRevisionMapper implements ExceptionMapper<StaleRevisionException> {

    @Override
    public Response toResponse(StaleRevisionException exception) {
        var status = Response.Status.PRECONDITION_FAILED;
        String tag = Tags.of(exception.current().revision());
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.ETAG, tag)
                .entity(new Problem(
                        "precondition failed",
                        status.getStatusCode(),
                        "somebody changed the tenant meanwhile; read it again, and send If-Match: " + tag,
                        HttpHeaders.IF_MATCH))
                .build();
    }
}
