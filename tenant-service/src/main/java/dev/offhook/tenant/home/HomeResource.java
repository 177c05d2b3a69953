package dev.offhook.tenant.home;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Says who answers here. */
@Path("/")
public class HomeResource {

    /**
     * A service's card.
     *
     * @param service its name
     * @param does what it is for, in one sentence
     */
    public record Home(String service, String does) {}

    /** The card of this service. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Home home() {
        return new Home("tenant-service", "Keeps the configuration of the tenants and distributes it.");
    }
}
