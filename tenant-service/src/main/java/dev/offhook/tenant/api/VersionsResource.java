package dev.offhook.tenant.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.offhook.tenant.configuration.Origin;
import dev.offhook.tenant.configuration.TenantChanges;
import dev.offhook.tenant.configuration.TenantDirectory;
import dev.offhook.tenant.configuration.VersionPage;
import dev.offhook.tenant.configuration.VersionedDocument;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The versions of a tenant. */
@Path("/api/tenants/{slug}/versions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Versions")
public class VersionsResource {
    private final TenantDirectory directory;
    private final TenantChanges changes;
    private final Door door;

    VersionsResource(TenantDirectory directory, TenantChanges changes, Door door) {
        this.directory = directory;
        this.changes = changes;
        this.door = door;
    }

    /**
     * Versions with what each changed, the newest first.
     *
     * @param before the {@code next} of the page before
     * @param limit 1 to 200, 50 when it is not given
     */
    @GET
    @Operation(summary = "Versions with what each changed, the newest first")
    public VersionPage list(@PathParam("slug") String slug, @RestQuery String before, @RestQuery String limit) {
        door.read(slug);
        return directory.versions(slug, Queries.number("before", before), Queries.limit(limit));
    }

    /** One version, without plan, block list and secrets. */
    @GET
    @Path("/{version}")
    @Operation(summary = "One version, without plan, block list and secrets")
    public VersionedDocument read(@PathParam("slug") String slug, @PathParam("version") String version) {
        door.read(slug);
        long number = Queries.number("version", version);
        return directory.version(slug, number).orElseThrow(() -> TenantChanges.noSuchVersion(slug, number));
    }

    /** Brings a version back as the newest one; plan, block list and secrets stay as they are. */
    @POST
    @Path("/{version}/rollback")
    @Operation(summary = "Bring a version back as the newest; plan, block list and secrets stay")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TenantAnswer.class)))
    public Response rollBack(
            @PathParam("slug") String slug,
            @PathParam("version") String version,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        door.change(slug);
        var tenant = changes.rollBack(
                slug, Tags.revision(ifMatch), Queries.number("version", version), door.by(Origin.API, null));
        return Response.ok(TenantAnswer.of(tenant))
                .tag(Long.toString(tenant.revision()))
                .build();
    }
}
