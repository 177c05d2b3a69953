package dev.offhook.dialogue.knowledge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.offhook.kit.access.TenantAccess;
import dev.offhook.kit.problem.Problem;
import dev.offhook.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** The documents of a tenant. */
@Path("/api/tenants/{slug}/documents")
@RunOnVirtualThread
public class DocumentResource {
    private static final String MARKDOWN = "text/markdown";
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,99}");

    private final Documents documents;
    private final TenantAccess access;
    private final KnowledgeConfiguration configuration;

    DocumentResource(Documents documents, TenantAccess access, KnowledgeConfiguration configuration) {
        this.documents = documents;
        this.access = access;
        this.configuration = configuration;
    }

    /** What there is, by name. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<Document> list(@PathParam("slug") String slug) {
        return documents.list(access.read(slug).slug());
    }

    /** The text, as it was put. */
    @GET
    @Path("{name}")
    public Response get(@PathParam("slug") String slug, @PathParam("name") String name) {
        var found = documents.get(access.read(slug).slug(), name).orElseThrow(() -> unknown(name));
        return Response.ok(
                        found.content(),
                        MediaType.valueOf(found.document().mediaType()).withCharset("utf-8"))
                .build();
    }

    /** Puts a text: 201 for a new one, 200 for one in the place of another. */
    @PUT
    @Path("{name}")
    @Consumes({MediaType.TEXT_PLAIN, MARKDOWN})
    @Produces(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("slug") String slug,
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            byte[] body) {
        var tenant = access.change(slug);
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.badRequest(
                    "name", "a name is 1 to 100 letters, digits, dots, hyphens and underscores, e.g. 'house-rules'");
        }
        String text = text(type, body);
        var put = documents.put(
                tenant.slug(), tenant.version(), name, type.getType() + "/" + type.getSubtype(), text, Instant.now());
        return switch (put) {
            case CREATED -> answer(Response.Status.CREATED, slug, name);
            case REPLACED -> answer(Response.Status.OK, slug, name);
            case TOO_MANY ->
                throw problem(
                        Response.Status.CONFLICT,
                        "a tenant has at most " + configuration.documents() + " documents; delete one first",
                        "name");
        };
    }

    /** Deletes a text. */
    @DELETE
    @Path("{name}")
    public void delete(@PathParam("slug") String slug, @PathParam("name") String name) {
        var tenant = access.change(slug);
        if (!documents.delete(tenant.slug(), tenant.version(), name)) {
            throw unknown(name);
        }
    }

    private Response answer(Response.Status status, String slug, String name) {
        return Response.status(status)
                .entity(documents.get(slug, name).map(Documents.Full::document).orElseThrow(() -> unknown(name)))
                .build();
    }

    private String text(MediaType type, byte[] body) {
        String charset = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
        if (!"utf-8".equalsIgnoreCase(charset)) {
            throw ProblemException.badRequest("Content-Type", "the charset is '" + charset + "'; it has to be 'utf-8'");
        }
        long largest = configuration.documentSize().asLongValue();
        if (body.length > largest) {
            throw problem(
                    Response.Status.REQUEST_ENTITY_TOO_LARGE,
                    "the text has " + body.length + " bytes; at most " + largest + " are taken",
                    "body");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
            if (plain.isBlank() || plain.indexOf('\0') >= 0) {
                throw ProblemException.badRequest("body", "the text is empty or has a NUL character in it");
            }
            return plain;
        } catch (CharacterCodingException e) {
            throw ProblemException.badRequest("body", "the text is no UTF-8");
        }
    }

    private static ProblemException unknown(String name) {
        return ProblemException.notFound("name", "there is no document '" + name + "'");
    }

    private static WebApplicationException problem(Response.Status status, String detail, String field) {
        return new WebApplicationException(Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem(
                        status.getReasonPhrase().toLowerCase(Locale.ROOT), status.getStatusCode(), detail, field))
                .build());
    }
}
