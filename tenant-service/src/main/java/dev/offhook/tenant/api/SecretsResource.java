package dev.offhook.tenant.api;

import java.util.Map;
import java.util.TreeMap;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.offhook.tenant.configuration.Origin;
import dev.offhook.tenant.configuration.SecretState;
import dev.offhook.tenant.configuration.TenantChanges;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The secrets of a tenant: written, never read back. */
@Path("/api/tenants/{slug}/secrets")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Secrets")
public class SecretsResource {
    private final TenantChanges changes;
    private final Door door;

    SecretsResource(TenantChanges changes, Door door) {
        this.changes = changes;
        this.door = door;
    }

    /** The secrets that are set, by name: when, and their last characters. */
    @RegisterForReflection
    public record Secrets(Map<String, SecretState> secrets) {}

    /**
     * A secret in clear, on its way in.
     *
     * @param value 1 to 10,000 characters
     */
    @RegisterForReflection
    public record Value(String value) {}

    /** The secrets that are set. */
    @GET
    @Operation(summary = "The secrets that are set, with the date and the last four characters")
    public Secrets list(@PathParam("slug") String slug) {
        return new Secrets(new TreeMap<>(door.read(slug).secrets()));
    }

    /** Sets or replaces a secret; no version, and no If-Match: whoever sets it last wins. */
    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Set or replace a secret")
    @RequestBody(content = @Content(schema = @Schema(implementation = Value.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SecretState.class)))
    public Response set(@PathParam("slug") String slug, @PathParam("name") String name, byte[] body) {
        door.change(slug);
        var tenant = changes.setSecret(slug, name, Bodies.value(body), door.by(Origin.API, null));
        return Response.ok(tenant.secrets().get(name))
                .tag(Long.toString(tenant.revision()))
                .build();
    }

    /** Removes a secret; 400 while a channel that is switched on needs it. */
    @DELETE
    @Path("/{name}")
    @Operation(summary = "Remove a secret that no channel needs")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void remove(@PathParam("slug") String slug, @PathParam("name") String name) {
        door.change(slug);
        changes.removeSecret(slug, name, door.by(Origin.API, null));
    }
}
