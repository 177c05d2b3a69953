package dev.offhook.dialogue.access;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import dev.offhook.kit.access.Access;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** A resource of one tenant. */
@Path("/api/tenants/{tenant}/probe")
@RunOnVirtualThread
public class TenantProbeResource {
    private final Access access;

    TenantProbeResource(Access access) {
        this.access = access;
    }

    @GET
    public String read(@PathParam("tenant") String tenant) {
        return access.mayRead(tenant);
    }

    @PUT
    public String change(@PathParam("tenant") String tenant) {
        return access.mayChange(tenant);
    }
}
