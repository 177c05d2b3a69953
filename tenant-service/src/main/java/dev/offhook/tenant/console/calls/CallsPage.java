package dev.offhook.tenant.console.calls;

import java.util.ArrayList;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import dev.offhook.kit.problem.ProblemException;
import dev.offhook.tenant.clients.Asked.Answered;
import dev.offhook.tenant.clients.Asked.Failed;
import dev.offhook.tenant.clients.Asked.Why;
import dev.offhook.tenant.clients.Conversation;
import dev.offhook.tenant.clients.ConversationSummary;
import dev.offhook.tenant.clients.Dialogue;
import dev.offhook.tenant.console.Page;
import dev.offhook.tenant.console.PageContext;
import dev.offhook.tenant.console.Tab;
import dev.offhook.tenant.console.words.ShownOutcome;
import dev.offhook.tenant.console.words.Words;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jspecify.annotations.Nullable;

/** Calls: the list, and one of them. */
@Path("/console/t/{slug}/calls")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class CallsPage {
    private static final String MEDIUM = "call";

    private final PageContext pages;
    private final Dialogue dialogue;

    CallsPage(PageContext pages, Dialogue dialogue) {
        this.pages = pages;
        this.dialogue = dialogue;
    }

    @CheckedTemplate(basePath = "console/calls")
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(Page page, View view);

        static native TemplateInstance one(Page page, @Nullable ConversationShown call, @Nullable String notice);

        static native TemplateInstance now(List<Row> rows, String nobody);

        static native TemplateInstance moments(List<Moment> moments, String nothing);
    }

    /**
     * The list.
     *
     * @param notices what is missing, or wrong with the filter
     * @param now calls that go on
     * @param next the query of the next page, null on the last
     * @param shown whether there is a list at all
     */
    record View(
            Filter filter,
            List<ShownOutcome> outcomes,
            List<String> notices,
            List<Row> now,
            List<Row> rows,
            @Nullable String next,
            boolean shown) {}

    /** The list. */
    @GET
    public TemplateInstance list(
            @PathParam("slug") String slug,
            @QueryParam("q") String q,
            @QueryParam("from") String from,
            @QueryParam("outcome") String outcome,
            @QueryParam("since") String since,
            @QueryParam("until") String until,
            @QueryParam("cursor") String cursor) {
        var page = pages.page(slug, Tab.CALLS);
        var words = Words.of(page);
        var filter = Filter.of(q, from, outcome, since, until, cursor);
        var notices = new ArrayList<>(filter.faults(words));
        return switch (dialogue.conversations(slug, filter.search(MEDIUM, page.zone()))) {
            case Failed<ConversationSummary.Page> failed -> {
                notices.add(words.notice(failed));
                yield Templates.list(
                        page, new View(filter, Filter.outcomes(), notices, List.of(), List.of(), null, false));
            }
            case Answered<ConversationSummary.Page>(ConversationSummary.Page found) -> {
                String base = page.to(Tab.CALLS);
                var now = dialogue.conversations(slug, LiveCalls.goingOn())
                        .answer()
                        .map(going -> rows(going, base, words))
                        .orElse(List.of());
                yield Templates.list(
                        page,
                        new View(
                                filter,
                                Filter.outcomes(),
                                notices,
                                now,
                                rows(found, base, words),
                                found.next() == null ? null : filter.query(found.next()),
                                true));
            }
        };
    }

    /** One call. */
    @GET
    @Path("/{id}")
    public TemplateInstance one(@PathParam("slug") String slug, @PathParam("id") String id) {
        var page = pages.page(slug, Tab.CALLS);
        var words = Words.of(page);
        return switch (dialogue.conversation(slug, id)) {
            case Answered<Conversation>(Conversation found) ->
                Templates.one(
                        page,
                        ConversationShown.of(found, page.to(Tab.CALLS) + "/" + Ids.segment(found.id()), words),
                        null);
            case Failed<Conversation> failed
            when failed.why() == Why.MISSING ->
                throw ProblemException.notFound("id", words.t().noSuchCall());
            case Failed<Conversation> failed -> Templates.one(page, null, words.notice(failed));
        };
    }

    static List<Row> rows(ConversationSummary.Page found, String base, Words words) {
        return found.conversations().stream()
                .map(one -> Row.of(one, base, words))
                .toList();
    }
}
