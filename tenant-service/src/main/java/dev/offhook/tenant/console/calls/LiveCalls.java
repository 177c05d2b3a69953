package dev.offhook.tenant.console.calls;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.tenant.clients.Conversation;
import dev.offhook.tenant.clients.ConversationSummary;
import dev.offhook.tenant.clients.Dialogue;
import dev.offhook.tenant.clients.Dialogue.Search;
import dev.offhook.tenant.clients.LiveApi;
import dev.offhook.tenant.clients.LiveEvent;
import dev.offhook.tenant.clients.ReadersToken;
import dev.offhook.tenant.console.Page;
import dev.offhook.tenant.console.PageContext;
import dev.offhook.tenant.console.Tab;
import dev.offhook.tenant.console.words.Words;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.client.SseEvent;

/**
 * What goes on now, as server-sent events whose data is HTML made here: {@code whole} takes the place of what the page
 * shows, {@code more} is added to it. Whenever a turn is over the whole is told anew from what is stored, so that the
 * page ends up right whatever was lost, told twice or too early.
 */
@Path("/console/t/{slug}/calls")
@Produces(MediaType.SERVER_SENT_EVENTS)
public class LiveCalls {
    private static final Logger LOG = Logger.getLogger(LiveCalls.class);
    private static final String WHOLE = "whole";
    private static final String MORE = "more";
    private static final String END = "end";
    private static final String SNAPSHOT = "snapshot";
    /** Many calls at a time make one look at the list. */
    private static final Duration TOGETHER = Duration.ofMillis(700);
    /** Events after which the stored conversation has changed. */
    private static final Set<String> SETTLED = Set.of(
            SNAPSHOT,
            "Listen",
            "HangUp",
            "Reject",
            "Record",
            "CallRecorded",
            "RecordingTranscribed",
            "TransferEnded",
            "CallEnded");

    private static final int SHOWN = 50;

    private final PageContext pages;
    private final LiveApi live;
    private final Dialogue dialogue;
    private final ReadersToken token;
    private final ObjectMapper json;

    LiveCalls(PageContext pages, @RestClient LiveApi live, Dialogue dialogue, ReadersToken token, ObjectMapper json) {
        this.pages = pages;
        this.live = live;
        this.dialogue = dialogue;
        this.token = token;
        this.json = json;
    }

    /** What is asked for to show the calls that go on. */
    static Search goingOn() {
        return new Search("call", null, null, null, null, null, "true", null, SHOWN);
    }

    /** The calls that go on. */
    @GET
    @Path("/live")
    @Blocking
    public Multi<OutboundSseEvent> calls(@PathParam("slug") String slug, @Context Sse sse) {
        var page = pages.page(slug, Tab.CALLS);
        var reader = reader(page, slug);
        return live.live(reader.authorization(), slug)
                .group()
                .intoLists()
                .every(TOGETHER)
                .filter(events -> !events.isEmpty())
                .onOverflow()
                .dropPreviousItems()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(events -> event(sse, WHOLE, now(reader)))
                .onFailure()
                .invoke(LiveCalls::lost)
                .onFailure()
                .recoverWithCompletion();
    }

    /** One call. */
    @GET
    @Path("/{id}/live")
    @Blocking
    public Multi<OutboundSseEvent> call(@PathParam("slug") String slug, @PathParam("id") String id, @Context Sse sse) {
        var page = pages.page(slug, Tab.CALLS);
        var reader = reader(page, slug);
        return live.events(reader.authorization(), slug, id)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onItem()
                .transformToMultiAndConcatenate(told -> Multi.createFrom().items(of(reader, id, told, sse).stream()))
                .onFailure()
                .invoke(LiveCalls::lost)
                .onFailure()
                .recoverWithCompletion();
    }

    /** Who listens; the request is gone when events come. */
    private record Reader(String authorization, String slug, String base, Words words, String language) {}

    private Reader reader(Page page, String slug) {
        return new Reader(
                token.authorization(),
                slug,
                page.to(Tab.CALLS),
                Words.of(page),
                page.language().code());
    }

    private List<OutboundSseEvent> of(Reader reader, String id, SseEvent<String> told, Sse sse) {
        String name = told.name() == null ? "" : told.name();
        if (told.data() == null || told.data().isEmpty()) {
            return List.of();
        }
        if (SETTLED.contains(name)) {
            var conversation = dialogue.conversation(reader.authorization(), reader.slug(), id);
            var whole = event(sse, WHOLE, moments(reader, conversation));
            return conversation.active() ? List.of(whole) : List.of(whole, event(sse, END, name));
        }
        var moment = new Timeline(reader.words()).of(read(told.data()));
        return moment == null ? List.of() : List.of(event(sse, MORE, moments(reader, List.of(moment))));
    }

    private LiveEvent read(String data) {
        try {
            return json.readValue(data, LiveEvent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event of dialogue-service does not read", e);
        }
    }

    private String now(Reader reader) {
        ConversationSummary.Page going = dialogue.conversations(reader.authorization(), reader.slug(), goingOn());
        return CallsPage.Templates.now(
                        CallsPage.rows(going, reader.base(), reader.words()),
                        reader.words().t().nobodyNow())
                .setLocale(reader.language())
                .render();
    }

    private static String moments(Reader reader, Conversation conversation) {
        return conversation.medium() == Medium.CALL
                ? moments(reader, new Timeline(reader.words()).of(conversation))
                : "";
    }

    private static String moments(Reader reader, List<Moment> moments) {
        return CallsPage.Templates.moments(moments, reader.words().t().nothingSaid())
                .setLocale(reader.language())
                .render();
    }

    private static OutboundSseEvent event(Sse sse, String name, String html) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.TEXT_HTML_TYPE)
                .data(String.class, html.replace("\r", "").replace("\n", " "))
                .build();
    }

    private static void lost(Throwable failure) {
        LOG.debugf(failure, "a live page is cut off; its browser comes again");
    }
}
