package dev.offhook.tenant.home;

import java.net.URI;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Says who answers here. */
@Path("/")
public class HomeResource {

    /**
     * A service's card.
     *
     * @param service its name
     * @param does what it is for, in one sentence
     */
    @RegisterForReflection
    public record Home(String service, String does) {}

    /** The card of this service; browsers are led to the console. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    public Response home(@HeaderParam(HttpHeaders.ACCEPT) String accept) {
        var answer = accept != null && accept.contains(MediaType.TEXT_HTML)
                ? Response.seeOther(URI.create("/console"))
                : Response.ok(new Home("tenant-service", "Keeps the configuration of the tenants and distributes it."))
                        .type(MediaType.APPLICATION_JSON);
        return answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
    }
}
