package dev.offhook.tenant.console.tryit;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.ConversationRecord.Exchange;
import dev.offhook.kit.access.Access;
import dev.offhook.tenant.clients.Asked;
import dev.offhook.tenant.clients.Asked.Answered;
import dev.offhook.tenant.clients.Asked.Failed;
import dev.offhook.tenant.clients.Conversation;
import dev.offhook.tenant.clients.Dialogue;
import dev.offhook.tenant.clients.TestCall;
import dev.offhook.tenant.clients.TestCall.Said;
import dev.offhook.tenant.clients.Webhooks;
import dev.offhook.tenant.console.Page;
import dev.offhook.tenant.console.PageContext;
import dev.offhook.tenant.console.Tab;
import dev.offhook.tenant.console.calls.Ids;
import dev.offhook.tenant.console.calls.Moment;
import dev.offhook.tenant.console.calls.Timeline;
import dev.offhook.tenant.console.words.Words;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/**
 * Talks to the assistant: every form is a step of a simulated call through the real path, and what is shown is the
 * conversation as dialogue-service has stored it.
 */
@Path("/console/t/{slug}/try")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class TryPage {
    private static final Pattern CALL = Pattern.compile("[0-9a-fA-F-]{36}");
    private static final int BAD_GATEWAY = 502;
    /** An answer is spoken a little before all of it is stored. */
    private static final Duration STORED_WITHIN = Duration.ofSeconds(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    /** As many steps of an earlier call are taken again. */
    private static final int MOST_STEPS = 20;

    private final PageContext pages;
    private final Access access;
    private final Webhooks webhooks;
    private final Dialogue dialogue;

    TryPage(PageContext pages, Access access, Webhooks webhooks, Dialogue dialogue) {
        this.pages = pages;
        this.access = access;
        this.webhooks = webhooks;
        this.dialogue = dialogue;
    }

    @CheckedTemplate(basePath = "console/tryit")
    static class Templates {
        private Templates() {}

        static native TemplateInstance tryit(Page page, View view);
    }

    /**
     * A call.
     *
     * @param call as the steps name it
     * @param turn the number of the next step
     * @param over true when it is over
     * @param version of the configuration that answered; null when it is not known
     * @param path of the call in the history
     */
    record Talk(
            String call, int turn, boolean over, @Nullable Long version, String path, List<Moment> moments) {}

    /**
     * The page.
     *
     * @param talk null before the first call
     * @param before the call whose words were said again; null without one
     */
    record View(@Nullable Talk talk, @Nullable Talk before, List<String> notices) {}

    /** A call, and the one before it beside it. */
    @GET
    public TemplateInstance show(
            @PathParam("slug") String slug,
            @QueryParam("call") @Nullable String call,
            @QueryParam("before") @Nullable String before) {
        var page = pages.page(slug, Tab.TRY);
        var notices = new ArrayList<String>();
        return Templates.tryit(
                page, new View(talk(slug, call, page, notices), talk(slug, before, page, notices), notices));
    }

    /** The next step; without a call, its beginning. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response step(
            @PathParam("slug") String slug,
            @RestForm @Nullable String call,
            @RestForm @Nullable String turn,
            @RestForm @Nullable String words) {
        access.mayChange(slug);
        boolean begins = call == null || call.isEmpty();
        var step = begins
                ? new TestCall.Step(null, null, null, null)
                : new TestCall.Step(call, number(turn), words == null ? "" : words.strip(), null);
        return switch (webhooks.step(slug, step)) {
            case Answered<Said>(Said said) -> {
                awaitStored(slug, said, begins ? 0 : Objects.requireNonNullElse(step.turn(), 0));
                yield to(slug, "?call=" + said.call());
            }
            case Failed<Said> failed -> failed(slug, begins ? null : call, failed);
        };
    }

    /** The caller hangs up. */
    @POST
    @Path("/end")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response end(@PathParam("slug") String slug, @RestForm @Nullable String call) {
        access.mayChange(slug);
        if (call == null || !CALL.matcher(call).matches()) {
            return to(slug, "");
        }
        return switch (webhooks.hangUp(slug, call)) {
            case Answered<String> _ -> {
                awaitEnd(slug, call);
                yield to(slug, "?call=" + call);
            }
            case Failed<String> failed -> failed(slug, call, failed);
        };
    }

    /** Says the words of an earlier call again, in a call that begins now. */
    @POST
    @Path("/again")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response again(@PathParam("slug") String slug, @RestForm @Nullable String call) {
        access.mayChange(slug);
        if (call == null || !CALL.matcher(call).matches()) {
            return to(slug, "");
        }
        return switch (dialogue.conversation(slug, conversation(slug, call))) {
            case Failed<Conversation> failed -> failed(slug, call, failed);
            case Answered<Conversation>(Conversation before) ->
                switch (repeat(slug, before)) {
                    case Failed<Said> failed -> failed(slug, call, failed);
                    case Answered<Said>(Said said) -> to(slug, "?call=" + said.call() + "&before=" + call);
                };
        };
    }

    private Asked<Said> repeat(String slug, Conversation before) {
        Asked<Said> last = webhooks.step(slug, new TestCall.Step(null, null, null, null));
        var said = before.turns().stream()
                .filter(turn -> turn.number() > 0)
                .limit(MOST_STEPS)
                .toList();
        for (Exchange turn : said) {
            if (!(last instanceof Answered<Said>(Said so)) || so.turn() == null) {
                break;
            }
            String words = turn.caller() == null ? "" : turn.caller();
            last = webhooks.step(slug, new TestCall.Step(so.call(), so.turn(), words, null));
        }
        last.answer().ifPresent(end -> awaitStored(slug, end, said.size()));
        return last;
    }

    private @Nullable Talk talk(String slug, @Nullable String call, Page page, List<String> notices) {
        if (call == null || !CALL.matcher(call).matches()) {
            return null;
        }
        var words = Words.of(page);
        String id = conversation(slug, call);
        String path = page.to(Tab.CALLS) + "/" + Ids.segment(id);
        return switch (dialogue.conversation(slug, id)) {
            case Answered<Conversation>(Conversation found) ->
                new Talk(
                        call, next(found), !found.active(), found.tenantVersion(), path, new Timeline(words).of(found));
            case Failed<Conversation> failed -> {
                notices.add(words.notice(failed));
                yield null;
            }
        };
    }

    private static int next(Conversation found) {
        return found.turns().isEmpty() ? 1 : found.turns().getLast().number() + 1;
    }

    private Response failed(String slug, @Nullable String call, Failed<?> failed) {
        var page = pages.page(slug, Tab.TRY);
        var notices = new ArrayList<String>();
        notices.add(Words.of(page).refusal(failed));
        var talk = talk(slug, call, page, new ArrayList<>());
        return Response.status(BAD_GATEWAY)
                .entity(Templates.tryit(page, new View(talk, null, notices)))
                .build();
    }

    /** Until the page that is shown next has the answer that was just given. */
    private void awaitStored(String slug, Said said, int turn) {
        await(
                slug,
                said.conversation(),
                found -> found.turns().stream().anyMatch(one -> one.number() >= turn && one.assistant() != null)
                        || !found.active());
    }

    private void awaitEnd(String slug, String call) {
        await(slug, conversation(slug, call), found -> !found.active());
    }

    private void await(String slug, String id, Predicate<Conversation> shown) {
        long until = System.nanoTime() + STORED_WITHIN.toNanos();
        while (System.nanoTime() < until
                && dialogue.conversation(slug, id).answer().filter(shown).isEmpty()) {
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** As webhook-service names it. */
    private static String conversation(String slug, String call) {
        return "test:" + slug + "." + call;
    }

    private static @Nullable Integer number(@Nullable String turn) {
        return turn == null || !turn.matches("[0-9]{1,5}") ? null : Integer.valueOf(turn);
    }

    private static Response to(String slug, String query) {
        return Response.seeOther(URI.create("/console/t/" + slug + "/try" + query))
                .build();
    }
}
