package dev.offhook.notification.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.offhook.kit.access.Access;
import dev.offhook.kit.access.TenantAccess;
import dev.offhook.kit.database.Sql;
import dev.offhook.notification.database.Database;
import dev.offhook.notification.operations.Pauses.Pause;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jspecify.annotations.Nullable;

/** The messages of a tenant that wait: how many, for how long, and whether they shall go on waiting. */
@Path("/api/tenants/{slug}/message-queue")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MessageQueueResource {
    private final Database database;
    private final Pauses pauses;
    private final TenantAccess tenants;
    private final Access access;
    private final Clock clock = Clock.systemUTC();

    MessageQueueResource(Database database, Pauses pauses, TenantAccess tenants, Access access) {
        this.database = database;
        this.pauses = pauses;
        this.tenants = tenants;
        this.access = access;
    }

    /**
     * The queue.
     *
     * @param waiting messages by state; a state without one is left out
     * @param due how many could go now
     * @param oldestSeconds for how long the oldest of those has been due; null when none is
     * @param pausedSince when it was paused; null while it is not
     * @param pausedBy by whom
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record QueueView(
            Map<String, Integer> waiting,
            int due,
            @Nullable Long oldestSeconds,
            @Nullable Instant pausedSince,
            @Nullable String pausedBy) {}

    /** How it stands. */
    @GET
    public QueueView queue(@PathParam("slug") String slug) {
        tenants.read(slug);
        return database.transaction(sql -> view(sql, slug));
    }

    /** No message is sent any more until it is resumed; what a provider is just being asked to take is sent. */
    @POST
    @Path("/pause")
    public QueueView pause(@PathParam("slug") String slug) {
        tenants.change(slug);
        return database.transaction(sql -> {
            pauses.pause(sql, slug, access.subject());
            return view(sql, slug);
        });
    }

    /** Messages are sent again. */
    @POST
    @Path("/resume")
    public QueueView resume(@PathParam("slug") String slug) {
        tenants.change(slug);
        return database.transaction(sql -> {
            pauses.resume(sql, slug);
            return view(sql, slug);
        });
    }

    private QueueView view(Sql sql, String slug) {
        var waiting = new TreeMap<String, Integer>();
        sql.list("""
                select state, cast(count(*) as int) as messages from sms_message where tenant = ? and task is not null
                group by state""", row -> waiting.put(row.text("state"), row.number("messages")), slug);
        var now = clock.instant();
        var due = sql.first("""
                        select cast(count(*) as int) as messages, min(due_at) as oldest from sms_message
                        where tenant = ? and task is not null and due_at <= ?""", row -> new Due(row.number("messages"), row.instant("oldest")), slug, now)
                .orElseThrow();
        var pause = pauses.of(sql, slug);
        return new QueueView(
                waiting,
                due.messages(),
                due.oldest() == null
                        ? null
                        : Duration.between(due.oldest(), now).toSeconds(),
                pause.map(Pause::since).orElse(null),
                pause.map(Pause::by).orElse(null));
    }

    private record Due(int messages, @Nullable Instant oldest) {}
}
