package dev.offhook.tenant.console.sms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import dev.offhook.kit.problem.ProblemException;
import dev.offhook.tenant.clients.Asked;
import dev.offhook.tenant.clients.Asked.Answered;
import dev.offhook.tenant.clients.Asked.Failed;
import dev.offhook.tenant.clients.Asked.Why;
import dev.offhook.tenant.clients.Conversation;
import dev.offhook.tenant.clients.ConversationSummary;
import dev.offhook.tenant.clients.DeadLetter;
import dev.offhook.tenant.clients.Dialogue;
import dev.offhook.tenant.clients.Message;
import dev.offhook.tenant.clients.MessageQueue;
import dev.offhook.tenant.clients.Notifications;
import dev.offhook.tenant.clients.OptOut;
import dev.offhook.tenant.console.Page;
import dev.offhook.tenant.console.PageContext;
import dev.offhook.tenant.console.Tab;
import dev.offhook.tenant.console.calls.ConversationShown;
import dev.offhook.tenant.console.calls.Filter;
import dev.offhook.tenant.console.calls.Ids;
import dev.offhook.tenant.console.calls.Row;
import dev.offhook.tenant.console.words.ShownOutcome;
import dev.offhook.tenant.console.words.ShownStatus;
import dev.offhook.tenant.console.words.Words;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jspecify.annotations.Nullable;

/** Texts: conversations, what is sent, who opted out, what was refused. */
@Path("/console/t/{slug}/sms")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class SmsPage {
    private static final String MEDIUM = "sms";
    private static final int LIMIT = 50;

    private final PageContext pages;
    private final Dialogue dialogue;
    private final Notifications notifications;

    SmsPage(PageContext pages, Dialogue dialogue, Notifications notifications) {
        this.pages = pages;
        this.dialogue = dialogue;
        this.notifications = notifications;
    }

    /** What can be looked at. */
    public enum Look {
        TEXTS,
        OUTGOING,
        OPT_OUTS,
        DEAD;

        /** Its name in addresses. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @CheckedTemplate(basePath = "console/sms")
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(Page page, View view);

        static native TemplateInstance one(
                Page page, @Nullable ConversationShown thread, List<Outgoing> outgoing, List<String> notices);
    }

    /** What can be looked at, with its name. */
    record Choice(Look look, String name) {}

    /**
     * The queue.
     *
     * @param paused when and by whom, null while it is not
     * @param facts how many wait
     */
    record Queue(@Nullable String paused, String facts) {}

    /**
     * The page.
     *
     * @param queue null when it could not be asked
     * @param shown whether there is a list at all
     */
    record View(
            Look look,
            List<Choice> looks,
            List<String> notices,
            @Nullable Queue queue,
            Filter filter,
            List<ShownOutcome> outcomes,
            List<ShownStatus> statuses,
            List<Row> rows,
            List<Outgoing> outgoing,
            List<Away> away,
            List<Dead> dead,
            @Nullable String next,
            boolean shown) {}

    /** A number that wants no messages. */
    record Away(String number, String since, String source) {}

    /** A request that was refused. */
    record Dead(
            long id,
            String at,
            String reason,
            @Nullable String data,
            @Nullable String replayed) {}

    /** The page; {@code view} says which of its lists. */
    @GET
    public TemplateInstance list(
            @PathParam("slug") String slug,
            @QueryParam("view") String view,
            @QueryParam("q") String q,
            @QueryParam("from") String from,
            @QueryParam("outcome") String outcome,
            @QueryParam("since") String since,
            @QueryParam("until") String until,
            @QueryParam("cursor") String cursor) {
        var page = pages.page(slug, Tab.SMS);
        var words = Words.of(page);
        var look = List.of(Look.values()).stream()
                .filter(one -> one.id().equals(view))
                .findFirst()
                .orElse(Look.TEXTS);
        var filter = Filter.of(q, from, outcome, since, until, cursor);
        var found = new Found(page, words, filter);
        found.notices.addAll(filter.faults(words));
        switch (look) {
            case TEXTS ->
                found.take(dialogue.conversations(slug, filter.search(MEDIUM, page.zone())), found::conversations);
            case OUTGOING -> found.take(notifications.messages(slug, search(filter, page)), found::messages);
            case OPT_OUTS -> found.take(notifications.optOuts(slug, cursor(filter), LIMIT), found::optOuts);
            case DEAD -> found.take(notifications.deadLetters(slug, cursor(filter), LIMIT), found::deadLetters);
        }
        Queue queue =
                switch (notifications.queue(slug)) {
                    case Answered<MessageQueue>(MessageQueue answer) -> queue(answer, words);
                    case Failed<MessageQueue> failed -> {
                        if (look == Look.TEXTS) {
                            found.notices.add(words.notice(failed));
                        }
                        yield null;
                    }
                };
        return Templates.list(page, found.view(look, queue));
    }

    /** One conversation, with what was sent to the customer. */
    @GET
    @Path("/{id}")
    public TemplateInstance one(@PathParam("slug") String slug, @PathParam("id") String id) {
        var page = pages.page(slug, Tab.SMS);
        var words = Words.of(page);
        var notices = new ArrayList<String>();
        ConversationShown thread =
                switch (dialogue.conversation(slug, id)) {
                    case Answered<Conversation>(Conversation found) ->
                        ConversationShown.of(found, page.to(Tab.SMS) + "/" + Ids.segment(found.id()), words);
                    case Failed<Conversation> failed
                    when failed.why() == Why.MISSING ->
                        throw ProblemException.notFound("id", words.t().noSuchCall());
                    case Failed<Conversation> failed -> {
                        notices.add(words.notice(failed));
                        yield null;
                    }
                };
        List<Outgoing> outgoing =
                switch (notifications.messages(
                        slug, new Notifications.Search(null, null, id, null, null, null, LIMIT))) {
                    case Answered<Message.Page>(Message.Page found) -> outgoing(found, page, words);
                    case Failed<Message.Page> failed -> {
                        notices.add(words.notice(failed));
                        yield List.of();
                    }
                };
        return Templates.one(page, thread, outgoing, notices);
    }

    private static Notifications.Search search(Filter filter, Page page) {
        return new Notifications.Search(
                ShownStatus.of(filter.outcome()) == ShownStatus.OTHER ? null : filter.outcome(),
                filter.number().isEmpty() ? null : filter.number(),
                null,
                filter.sinceInstant(page.zone()),
                filter.untilInstant(page.zone()),
                cursor(filter),
                LIMIT);
    }

    private static @Nullable String cursor(Filter filter) {
        return filter.cursor().isEmpty() ? null : filter.cursor();
    }

    private static List<Outgoing> outgoing(Message.Page found, Page page, Words words) {
        return found.messages().stream()
                .map(one -> Outgoing.of(one, page.tenant().path(), words))
                .toList();
    }

    static Queue queue(MessageQueue queue, Words words) {
        var t = words.t();
        var facts = new ArrayList<String>();
        if (queue.total() == 0) {
            facts.add(t.queueEmpty());
        } else {
            facts.add(t.queueWaiting(queue.total()));
            facts.add(t.queueDue(queue.due()));
            if (queue.oldestSeconds() != null) {
                facts.add(t.queueOldest(words.formats()
                        .duration(Duration.ofSeconds(queue.oldestSeconds()).toSeconds())));
            }
        }
        return new Queue(
                queue.pausedSince() == null
                        ? null
                        : t.queuePaused(words.formats().moment(queue.pausedSince()), String.valueOf(queue.pausedBy())),
                String.join(" · ", facts));
    }

    /** What the list of one look found. */
    private static final class Found {
        private final Page page;
        private final Words words;
        private final Filter filter;
        private final List<String> notices = new ArrayList<>();
        private List<Row> rows = List.of();
        private List<Outgoing> outgoing = List.of();
        private List<Away> away = List.of();
        private List<Dead> dead = List.of();
        private String next;
        private boolean shown;

        private Found(Page page, Words words, Filter filter) {
            this.page = page;
            this.words = words;
            this.filter = filter;
        }

        private <T> void take(Asked<T> asked, Consumer<T> taken) {
            switch (asked) {
                case Answered<T>(T answer) -> {
                    shown = true;
                    taken.accept(answer);
                }
                case Failed<T> failed -> notices.add(words.notice(failed));
            }
        }

        private void conversations(ConversationSummary.Page found) {
            rows = found.conversations().stream()
                    .map(one -> Row.of(one, page.to(Tab.SMS), words))
                    .toList();
            next = found.next();
        }

        private void messages(Message.Page found) {
            outgoing = SmsPage.outgoing(found, page, words);
            next = found.next();
        }

        private void optOuts(OptOut.Page found) {
            away = found.optOuts().stream()
                    .map(one -> new Away(
                            one.number(),
                            words.formats().moment(one.since()),
                            words.t().optOutSource(one.source()) + (one.by() == null ? "" : " (" + one.by() + ")")))
                    .toList();
            next = found.next();
        }

        private void deadLetters(DeadLetter.Page found) {
            dead = found.deadLetters().stream()
                    .map(one -> new Dead(
                            one.id(),
                            words.formats().moment(one.createdAt()),
                            one.reason(),
                            one.data(),
                            one.replayedAt() == null
                                    ? null
                                    : words.t().replayed(words.formats().moment(one.replayedAt()))))
                    .toList();
            next = found.next();
        }

        private View view(Look look, @Nullable Queue queue) {
            var t = words.t();
            return new View(
                    look,
                    List.of(
                            new Choice(Look.TEXTS, t.viewTexts()),
                            new Choice(Look.OUTGOING, t.viewOutgoing()),
                            new Choice(Look.OPT_OUTS, t.viewOptOuts()),
                            new Choice(Look.DEAD, t.viewDead())),
                    notices,
                    queue,
                    filter,
                    Filter.outcomes(),
                    List.of(ShownStatus.values()).subList(0, ShownStatus.OTHER.ordinal()),
                    rows,
                    outgoing,
                    away,
                    dead,
                    next == null ? null : "view=" + look.id() + "&" + filter.query(next),
                    shown);
        }
    }
}
