package dev.offhook.dialogue.access;

import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import dev.offhook.kit.access.Access;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** Resources as the services write them, of which nothing remains but who may use them. */
@Path("/api")
@RunOnVirtualThread
public class ProbeResource {
    private final Access access;

    ProbeResource(Access access) {
        this.access = access;
    }

    /** What a list shows. */
    public record Shown(String subject, boolean all, Set<String> tenants) {}

    @PUT
    @Path("/probe")
    public void changePlatform() {
        access.requirePlatformAdmin();
    }

    @GET
    @Path("/probe")
    public Shown list() {
        return new Shown(access.subject(), access.seesAll(), access.tenants());
    }

    @GET
    @Path("/probe/annotated")
    @RolesAllowed("platform-admin")
    public String annotated() {
        return "yes";
    }

    /** Asks nobody. */
    @GET
    @Path("/probe/forgetful")
    public String forgetful() {
        return "yes";
    }
}
