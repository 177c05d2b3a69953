package dev.offhook.dialogue.replay;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.dialogue.record.TenantVersions;
import dev.offhook.events.EventJson;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.kit.tenants.Tenants;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** Replays what callers asked against another version of the configuration. Touches no channel. */
@Path("/api/tenants/{slug}/replays")
@RunOnVirtualThread
public class ReplayResource {
    private final StoredTurns stored;
    private final Instance<Rehearsals> rehearsals;
    private final TenantVersions versions;
    private final Tenants tenants;

    ReplayResource(StoredTurns stored, Instance<Rehearsals> rehearsals, TenantVersions versions, Tenants tenants) {
        this.stored = stored;
        this.rehearsals = rehearsals;
        this.versions = versions;
        this.tenants = tenants;
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
        mayReplay(slug);
        var request = ReplayRequest.of(body);
        var tenant = tenant(slug, request);
        if (!rehearsals.isResolvable()) {
            throw ProblemException.unavailable("this service cannot rehearse");
        }
        var replay = new Replay(stored, rehearsals.get(), tenant, request);
        return out -> {
            var summary = replay.run(turn -> line(out, turn));
            line(out, new ReplayedTurn.End(summary));
        };
    }

    private TenantConfiguration tenant(String slug, ReplayRequest request) {
        return request.version() == null
                ? tenants.bySlug(slug).orElseThrow()
                : versions.at(slug, request.version())
                        .orElseThrow(() -> ProblemException.notFound(
                                "version",
                                "version " + request.version() + " of the configuration was never seen here"));
    }

    private void mayReplay(String slug) {
        if (tenants.bySlug(slug).isEmpty()) {
            throw ProblemException.notFound("slug", "there is no tenant of this name");
        }
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
