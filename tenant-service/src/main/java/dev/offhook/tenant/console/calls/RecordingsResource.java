package dev.offhook.tenant.console.calls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import dev.offhook.kit.access.Access;
import dev.offhook.tenant.clients.Asked.Answered;
import dev.offhook.tenant.clients.Asked.Failed;
import dev.offhook.tenant.clients.Asked.Why;
import dev.offhook.tenant.clients.Conversation;
import dev.offhook.tenant.clients.Dialogue;
import dev.offhook.tenant.configuration.Tenant;
import dev.offhook.tenant.console.calls.RecordingSource.Fetched;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jspecify.annotations.Nullable;

/**
 * Recordings, for who may read their conversation. A browser never learns where a provider keeps them, and the
 * provider's credentials never leave this service.
 */
@Path("/console/t/{slug}")
@RunOnVirtualThread
public class RecordingsResource {
    private static final int BUFFER = 16 * 1024;
    private static final int BAD_GATEWAY = 502;

    private final Access access;
    private final Dialogue dialogue;
    private final RecordingSource source;
    private final RecordingsConfiguration configuration;
    private final Clock clock = Clock.systemUTC();

    RecordingsResource(
            Access access, Dialogue dialogue, RecordingSource source, RecordingsConfiguration configuration) {
        this.access = access;
        this.dialogue = dialogue;
        this.source = source;
        this.configuration = configuration;
    }

    /**
     * A recording, or a part of it.
     *
     * @param id of the conversation
     * @param number from 1, in the order in which the conversation has them
     * @param range {@code bytes=0-1023}; anything else is all of it
     */
    @GET
    @Path("/calls/{id}/recordings/{number}")
    public Response recording(
            @PathParam("slug") String slug,
            @PathParam("id") String id,
            @PathParam("number") int number,
            @HeaderParam("Range") @Nullable String range) {
        access.mayRead(slug);
        var tenant = Tenant.<Tenant>findByIdOptional(slug).orElseThrow(() -> Access.noSuchTenant(slug));
        return switch (dialogue.conversation(slug, id)) {
            case Failed<Conversation> failed ->
                refusal(failed.why() == Why.MISSING ? Response.Status.NOT_FOUND.getStatusCode() : BAD_GATEWAY);
            case Answered<Conversation>(Conversation found) ->
                number < 1 || number > found.recordings().size()
                        ? refusal(Response.Status.NOT_FOUND.getStatusCode())
                        : answer(source.fetch(
                                tenant.configuration,
                                found.recordings().get(number - 1).url(),
                                range));
        };
    }

    private Response answer(Fetched fetched) {
        return switch (fetched) {
            case Fetched.Sound sound -> sound(sound);
            case Fetched.Foreign _, Fetched.NoKey _, Fetched.Away _ -> refusal(BAD_GATEWAY);
            case Fetched.Gone _ -> refusal(Response.Status.NOT_FOUND.getStatusCode());
            case Fetched.NoSuchRange _ -> refusal(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE.getStatusCode());
        };
    }

    private Response sound(Fetched.Sound sound) {
        var answer = Response.status(sound.status())
                .type(sound.type())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("Accept-Ranges", "bytes")
                .entity((StreamingOutput) out -> copy(sound.sound(), out));
        sound.length().ifPresent(length -> answer.header(HttpHeaders.CONTENT_LENGTH, length));
        if (sound.range() != null) {
            answer.header("Content-Range", sound.range());
        }
        return answer.build();
    }

    /** Ends early, so that the browser sees that something is missing, when it is too much or takes too long. */
    private void copy(InputStream from, OutputStream to) throws IOException {
        Instant until = clock.instant().plus(configuration.endWithin());
        long left = configuration.largest().asLongValue();
        try (from) {
            byte[] buffer = new byte[BUFFER];
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                left -= read;
                if (left < 0 || clock.instant().isAfter(until)) {
                    throw new IOException("a recording is larger, or takes longer, than it may");
                }
                to.write(buffer, 0, read);
            }
        }
    }

    private static Response refusal(int status) {
        return Response.status(status)
                .type(MediaType.TEXT_PLAIN_TYPE)
                .entity("")
                .build();
    }
}
