package dev.offhook.dialogue.replay;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.dialogue.store.TenantVersions;
import dev.offhook.events.EventJson;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.access.TenantAccess;
import dev.offhook.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** Replays what callers asked against another version of the configuration. Touches no channel. */
@Path("/api/tenants/{slug}/replays")
@RunOnVirtualThread
public class ReplayResource {
    private final StoredTurns stored;
    private final Rehearsals rehearsals;
    private final TenantVersions versions;
    private final TenantAccess access;

    ReplayResource(StoredTurns stored, Rehearsals rehearsals, TenantVersions versions, TenantAccess access) {
        this.stored = stored;
        this.rehearsals = rehearsals;
        this.versions = versions;
        this.access = access;
    }

    /**
     * Replays, and shows each turn as soon as it is answered: one {@link ReplayedTurn} a line, {@link ReplayedTurn.End}
     * as the last. An answer without that last line broke off.
     *
     * @param body see {@link ReplayRequest}
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({"application/x-ndjson", MediaType.APPLICATION_JSON})
    public StreamingOutput replay(@PathParam("slug") String slug, JsonNode body) {
        var current = access.read(slug);
        var request = ReplayRequest.of(body);
        var replay = new Replay(stored, rehearsals, tenant(current, request), request);
        return out -> {
            var summary = replay.run(turn -> line(out, turn));
            line(out, new ReplayedTurn.End(summary));
        };
    }

    private TenantConfiguration tenant(TenantConfiguration current, ReplayRequest request) {
        return request.version() == null
                ? current
                : versions.at(current.slug(), request.version())
                        .orElseThrow(() -> ProblemException.notFound(
                                "version",
                                "version " + request.version() + " of the configuration was never seen here"));
    }

    private static void line(OutputStream out, Object value) {
        try {
            out.write((EventJson.mapper().writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the client of a replay is gone", e);
        }
    }
}
