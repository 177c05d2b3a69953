package dev.offhook.webhook.testcall;

import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.Provider;
import dev.offhook.events.Reply;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.access.TenantAccess;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.PlainTurns;
import dev.offhook.webhook.ingress.Traceparent;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.replies.Answer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Simulated calls of a tenant: real turns through the real path, without a provider, for one who may change the tenant.
 * They cost what a call costs.
 */
@Path("/api/tenants/{slug}/test-calls")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TestCallsResource {
    private static final Pattern CALL = Pattern.compile("[0-9a-fA-F-]{36}");
    private static final Pattern KEYS = Pattern.compile("[0-9*#]{1,64}");
    private static final int LONGEST_WORDS = 2000;
    private static final int MOST_TURNS = 10_000;

    private final TenantAccess access;
    private final PlainTurns turns;
    private final Ingress ingress;

    TestCallsResource(TenantAccess access, PlainTurns turns, Ingress ingress) {
        this.access = access;
        this.turns = turns;
        this.ingress = ingress;
    }

    /**
     * What the caller does.
     *
     * @param call the call that goes on; null begins one, and nothing else counts
     * @param turn the number of this turn, as the step before said; the same turn twice has one effect
     * @param words what is said, 2,000 characters at most; blank is silence
     * @param keys what is pressed instead: 0-9, *, #
     */
    @RegisterForReflection
    public record Step(
            @Nullable String call,
            @Nullable Integer turn,
            @Nullable String words,
            @Nullable String keys) {}

    /**
     * What the assistant does.
     *
     * @param call names the call in the next step
     * @param turn the number of the next step; null when the call is over
     * @param conversation the conversation's id
     * @param version of the configuration that is there now; a call keeps the one that it began with
     * @param response the words, may be empty
     * @param action {@code listen}, {@code transfer}, {@code record}, {@code reject}, {@code hangup}
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Said(
            String call, @Nullable Integer turn, String conversation, long version, String response, String action) {}

    /** The next step of a call, or its beginning. */
    @POST
    public Uni<Said> step(
            @PathParam("slug") String slug, @HeaderParam("traceparent") String traceparent, @Nullable Step step) {
        var tenant = access.change(slug);
        String call = step == null ? null : step.call();
        boolean begins = call == null || call.isBlank();
        String known = begins ? UUID.randomUUID().toString() : known(call);
        String conversation = conversation(slug, known);
        var event = begins ? started(tenant) : event(tenant, step);
        String id = TurnEvent.numbered(conversation, event.turn(), event.getClass());
        return turns.answer(new TurnEvent(tenant, conversation, id, Traceparent.of(traceparent), event))
                .map(answer -> said(tenant, known, conversation, event.turn(), answer));
    }

    /** The caller hangs up. */
    @DELETE
    @Path("/{call}")
    @Consumes(MediaType.WILDCARD)
    public Uni<Void> hangUp(
            @PathParam("slug") String slug,
            @PathParam("call") String call,
            @HeaderParam("traceparent") String traceparent) {
        var tenant = access.change(slug);
        String conversation = conversation(slug, known(call));
        return ingress.tell(
                        tenant,
                        conversation,
                        conversation + ":" + CallEnded.class.getSimpleName(),
                        Traceparent.of(traceparent),
                        new CallEnded("completed", null))
                .invoke(told -> {
                    if (!told) {
                        throw ProblemException.unavailable("the end of the call could not be told; try again");
                    }
                })
                .replaceWithVoid();
    }

    /** The slug stands in it, so that nobody talks in another tenant's call. */
    private static String conversation(String slug, String call) {
        return Provider.TEST.conversationId(slug + "." + call);
    }

    private static CallEvent.Turn started(TenantConfiguration tenant) {
        String to = tenant.channels().stream()
                .filter(channel ->
                        channel.kind() == Channel.Kind.TWILIO_VOICE || channel.kind() == Channel.Kind.VOXIMPLANT_VOICE)
                .flatMap(channel -> channel.numbers().stream())
                .findFirst()
                .orElse(null);
        return new CallStarted(Provider.TEST, null, to, tenant.version());
    }

    private static CallEvent.Turn event(TenantConfiguration tenant, Step step) {
        Integer turn = step.turn();
        if (turn == null || turn < 1 || turn > MOST_TURNS) {
            throw ProblemException.badRequest("turn", "is no number of a turn; good is the one of the step before: 1");
        }
        String keys = step.keys() == null ? "" : step.keys().strip();
        String words = step.words() == null ? "" : step.words().strip();
        if (!keys.isEmpty()) {
            if (!KEYS.matcher(keys).matches()) {
                throw ProblemException.badRequest("keys", "are 1 to 64 of 0-9, * and #; good is 1");
            }
            return new CallerPressed(keys, turn);
        }
        if (words.length() > LONGEST_WORDS) {
            throw ProblemException.badRequest("words", "are longer than " + LONGEST_WORDS + " characters");
        }
        return words.isEmpty() ? new CallerSilent(turn) : new CallerSpoke(words, null, tenant.locale(), turn);
    }

    private static String known(String call) {
        if (!CALL.matcher(call).matches()) {
            throw ProblemException.badRequest("call", "is none of ours; good is the one of the step before");
        }
        return call;
    }

    private static Said said(TenantConfiguration tenant, String call, String conversation, int turn, Answer answer) {
        Integer next =
                switch (answer.action()) {
                    case Reply.Listen _ -> turn + 1;
                    case Reply.Transfer _, Reply.Record _, Reply.Reject _, Reply.HangUp _ -> null;
                };
        return new Said(call, next, conversation, tenant.version(), answer.text(), name(answer.action()));
    }

    private static String name(Reply.Action action) {
        return switch (action) {
            case Reply.Listen _ -> "listen";
            case Reply.Transfer _ -> "transfer";
            case Reply.Record _ -> "record";
            case Reply.Reject _ -> "reject";
            case Reply.HangUp _ -> "hangup";
        };
    }
}
