package dev.offhook.tenant.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.offhook.kit.access.Access;
import dev.offhook.tenant.configuration.AuditPage;
import dev.offhook.tenant.configuration.TenantDirectory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The audit trail of a tenant. Nothing changes it: there is only a GET. */
@Path("/api/tenants/{slug}/audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Audit")
public class AuditResource {
    private final TenantDirectory directory;
    private final Access access;

    AuditResource(TenantDirectory directory, Access access) {
        this.directory = directory;
        this.access = access;
    }

    /**
     * What was done, the newest first; also to a tenant that is deleted.
     *
     * @param before the {@code next} of the page before
     * @param limit 1 to 200, 50 when it is not given
     */
    @GET
    @Operation(summary = "Who did what, the newest first; also of a tenant that is deleted")
    public AuditPage list(@PathParam("slug") String slug, @RestQuery String before, @RestQuery String limit) {
        access.mayRead(slug);
        var page = directory.audit(slug, Queries.number("before", before), Queries.limit(limit));
        if (page.entries().isEmpty() && directory.find(slug).isEmpty()) {
            throw Access.noSuchTenant(slug);
        }
        return page;
    }
}
