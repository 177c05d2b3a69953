package dev.offhook.dialogue.history;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import dev.offhook.dialogue.record.ConversationReader;
import dev.offhook.dialogue.record.StoredConversation;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.kit.access.TenantAccess;
import dev.offhook.kit.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import org.jboss.logging.Logger;

/**
 * What happens now, as server-sent events: first one {@code snapshot}, then one {@link LiveEvent} after another. Any
 * replica can be asked.
 */
@Path("/api/tenants/{slug}")
@Produces(MediaType.SERVER_SENT_EVENTS)
public class LiveResource {
    private static final Logger LOG = Logger.getLogger(LiveResource.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SHOWN = 200;

    private final LiveFeed feed;
    private final History history;
    private final ConversationReader conversations;
    private final TenantAccess access;
    private final HistoryConfiguration configuration;

    LiveResource(
            LiveFeed feed,
            History history,
            ConversationReader conversations,
            TenantAccess access,
            HistoryConfiguration configuration) {
        this.feed = feed;
        this.history = history;
        this.conversations = conversations;
        this.access = access;
        this.configuration = configuration;
    }

    /** All conversations of a tenant; the snapshot is a {@link ConversationPage} of those that go on. */
    @GET
    @Path("/live")
    public Multi<OutboundSseEvent> live(@PathParam("slug") String slug, @Context Sse sse) {
        access.read(slug);
        var active = new ConversationFilter(slug, null, null, null, null, null, null, true, null, SHOWN);
        return listen(listener(envelope -> envelope.tenant().equals(slug), sse), () -> history.page(active));
    }

    /** One conversation; the snapshot is a {@link ConversationView}. */
    @GET
    @Path("/conversations/{id}/events")
    @Blocking
    public Multi<OutboundSseEvent> events(
            @PathParam("slug") String slug, @PathParam("id") String id, @Context Sse sse) {
        access.read(slug);
        var conversation = conversations
                .read(id)
                .filter(stored -> stored.tenant().equals(slug))
                .orElseThrow(() -> ProblemException.notFound("id", "there is no conversation of this id"));
        return listen(listener(envelope -> of(conversation, envelope), sse), () -> history.conversation(slug, id)
                .orElseThrow());
    }

    private LiveListener listener(Predicate<Envelope<Event>> wanted, Sse sse) {
        return new LiveListener(wanted, sse, configuration.listenerBuffer(), slow -> {
            LOG.info("a live client that does not read is dropped");
            feed.remove(slow);
        });
    }

    private Multi<OutboundSseEvent> listen(LiveListener listener, Supplier<?> snapshot) {
        if (feed.listening() >= configuration.listeners()) {
            throw ProblemException.unavailable("too many clients listen to this replica");
        }
        return Multi.createFrom()
                .<OutboundSseEvent>emitter(
                        client -> begin(listener, client, snapshot), 2 * configuration.listenerBuffer())
                .onItem()
                .invoke(listener::taken);
    }

    private void begin(LiveListener listener, MultiEmitter<? super OutboundSseEvent> client, Supplier<?> snapshot) {
        client.onTermination(() -> feed.remove(listener));
        Thread.ofVirtual().name("live-snapshot").start(() -> {
            try {
                feed.add(listener, PATIENCE);
                listener.begin(client, snapshot.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warnf("a live client gets nothing: cause=%s", e);
                client.fail(e);
            }
            if (client.isCancelled()) {
                // It went away before it was added.
                feed.remove(listener);
            }
        });
    }

    private static boolean of(StoredConversation conversation, Envelope<Event> envelope) {
        boolean about = envelope.subject().equals(conversation.id())
                || envelope.subject().equals(conversation.threadKey());
        return about && envelope.tenant().equals(conversation.tenant());
    }
}
