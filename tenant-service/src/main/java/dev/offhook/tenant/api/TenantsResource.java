package dev.offhook.tenant.api;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.offhook.kit.problem.ProblemException;
import dev.offhook.tenant.configuration.Origin;
import dev.offhook.tenant.configuration.StoredTenant;
import dev.offhook.tenant.configuration.TenantBlock;
import dev.offhook.tenant.configuration.TenantChanges;
import dev.offhook.tenant.configuration.TenantDirectory;
import dev.offhook.tenant.configuration.TenantDocument;
import dev.offhook.tenant.configuration.TenantPage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The tenants. What is wrong with one is a 400 that names every field; see {@link InvalidTenant}. */
@Path("/api/tenants")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Tenants")
public class TenantsResource {
    private static final String YAML = "application/yaml";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");

    private final TenantDirectory directory;
    private final TenantChanges changes;
    private final Door door;

    TenantsResource(TenantDirectory directory, TenantChanges changes, Door door) {
        this.directory = directory;
        this.changes = changes;
        this.door = door;
    }

    /**
     * The tenants that the bearer may see, by slug.
     *
     * @param q what slug, name or a number must contain
     * @param after the {@code next} of the page before
     * @param limit 1 to 200, 50 when it is not given
     */
    @GET
    @Operation(summary = "The tenants that you may see, by slug")
    public TenantPage list(@RestQuery String q, @RestQuery String after, @RestQuery String limit) {
        return directory.list(Queries.text("q", q), door.shown(), Queries.text("after", after), Queries.limit(limit));
    }

    /**
     * Creates a tenant; takes a platform admin.
     *
     * @param key {@code Idempotency-Key}, 1 to 200 visible ASCII characters; with it a creation may be repeated
     * @param body a {@link TenantDocument} as JSON, and {@code secrets} in clear
     * @return 201 with the tenant; 409 when its slug or a number is taken
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Create a tenant; takes platform-admin")
    @RequestBody(content = @Content(schema = @Schema(implementation = TenantDocument.class)))
    @APIResponse(
            responseCode = "201",
            description = "The tenant",
            content = @Content(schema = @Schema(implementation = TenantAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description = "Every field that is wrong",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = InvalidTenant.class)))
    public Response create(@HeaderParam(IDEMPOTENCY_KEY) String key, byte[] body) {
        door.create();
        if (key != null && !KEY.matcher(key).matches()) {
            throw ProblemException.badRequest(
                    IDEMPOTENCY_KEY,
                    "does not fit; good is a header of 1 to 200 visible ASCII characters, e.g. a UUID");
        }
        return created(changes.create(Bodies.json(body), door.by(Origin.API, key)));
    }

    /** One tenant, its revision as ETag. */
    @GET
    @Path("/{slug}")
    @Operation(summary = "A tenant; its ETag is what a change must send as If-Match")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TenantAnswer.class)))
    public Response read(@PathParam("slug") String slug) {
        return answer(door.read(slug));
    }

    /**
     * Replaces a tenant's document. Secrets that the body names are set, the others stay.
     *
     * @param ifMatch the ETag of the tenant that was read
     */
    @PUT
    @Path("/{slug}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Replace a tenant's document; another plan takes platform-admin")
    @RequestBody(content = @Content(schema = @Schema(implementation = TenantDocument.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TenantAnswer.class)))
    @APIResponse(responseCode = "412", description = "Somebody changed it meanwhile; the ETag is today's")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response replace(
            @PathParam("slug") String slug, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, byte[] body) {
        door.change(slug);
        long revision = Tags.revision(ifMatch);
        var block = Bodies.json(body);
        door.change(slug, block.document());
        return answer(changes.replace(slug, revision, block, door.by(Origin.API, null)));
    }

    /** Deletes a tenant with its versions; takes a platform admin. */
    @DELETE
    @Path("/{slug}")
    @Operation(summary = "Delete a tenant with its versions; takes platform-admin")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void delete(@PathParam("slug") String slug, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        door.delete(slug);
        changes.delete(slug, Tags.revision(ifMatch), door.by(Origin.API, null));
    }

    /** A tenant as YAML, without its secrets. */
    @GET
    @Path("/{slug}/export")
    @Produces(YAML)
    @Operation(summary = "A tenant as YAML, secrets left out")
    public Response export(@PathParam("slug") String slug) {
        return Response.ok(Bodies.yaml(door.read(slug).document()), YAML)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + slug + ".yaml\"")
                .build();
    }

    /**
     * Creates or replaces the tenant that a YAML names. Secrets that it names are set, the others stay.
     *
     * @param ifMatch the ETag of the tenant that was read; without it whatever stands there is replaced
     * @param body one tenant, as {@link #export} gives it or as the only one of a tenants file
     * @return 201 or 200 with the tenant
     */
    @POST
    @Path("/import")
    @Consumes({YAML, "application/x-yaml", "text/yaml"})
    @Operation(summary = "Create or replace a tenant of YAML; creating takes platform-admin")
    @RequestBody(content = @Content(mediaType = YAML, schema = @Schema(implementation = TenantDocument.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TenantAnswer.class)))
    public Response imported(@HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, byte[] body) {
        var block = Bodies.yaml(body);
        var known = known(block);
        if (known.isEmpty()) {
            door.create();
            return created(changes.create(block, door.by(Origin.API, null)));
        }
        var tenant = door.change(block.slug(), block.document());
        long revision = ifMatch == null ? tenant.revision() : Tags.revision(ifMatch);
        return answer(changes.replace(block.slug(), revision, block, door.by(Origin.API, null)));
    }

    // Who may not see a tenant learns from nothing here whether there is one.
    private Optional<StoredTenant> known(TenantBlock block) {
        return block.slug() == null || !door.sees(block.slug()) ? Optional.empty() : directory.find(block.slug());
    }

    private static Response created(StoredTenant tenant) {
        return Response.created(URI.create("/api/tenants/" + tenant.document().slug()))
                .tag(Long.toString(tenant.revision()))
                .entity(TenantAnswer.of(tenant))
                .build();
    }

    private static Response answer(StoredTenant tenant) {
        return Response.ok(TenantAnswer.of(tenant))
                .tag(Long.toString(tenant.revision()))
                .build();
    }
}
