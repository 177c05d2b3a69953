package dev.offhook.webhook.testcall;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.problem.Problem;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.webhook.ingress.PlainTurns;
import dev.offhook.webhook.ingress.Traceparent;
import dev.offhook.webhook.ingress.TurnEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;

import static java.nio.charset.StandardCharsets.UTF_8;

/** {@code POST /test/call}: a real turn through the real path, without a provider. */
@Path("/test/call")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class TestCall {
    private final TestCallConfiguration configuration;
    private final Tenants tenants;
    private final PlainTurns turns;
    private final ObjectMapper json;

    TestCall(TestCallConfiguration configuration, Tenants tenants, PlainTurns turns, ObjectMapper json) {
        this.configuration = configuration;
        this.tenants = tenants;
        this.turns = turns;
        this.json = json;
    }

    /**
     * The seed's JSON body.
     *
     * @param from who calls; not used but to look right
     * @param body what the caller says; blank counts as silence
     * @param to the number of a tenant; blank for the default tenant
     * @param callSid names the call: the same one goes on with the same conversation; blank begins a new one
     */
    @RegisterForReflection
    public record Utterance(
            @JsonProperty("From") String from,
            @JsonProperty("Body") String body,
            @JsonProperty("To") String to,
            @JsonProperty("CallSid") String callSid) {}

    /** What the assistant said, in which conversation, for which tenant. */
    @RegisterForReflection
    public record Said(String response, String conversation, String tenant) {}

    /** One turn. */
    @POST
    public Uni<Response> say(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("traceparent") String traceparent,
            byte[] body) {
        if (!configuration.open() && !authorized(authorization)) {
            var problem = new Problem(
                    "unauthorized",
                    Response.Status.UNAUTHORIZED.getStatusCode(),
                    "send Authorization: Bearer with the value of OFFHOOK_TEST_CALL_TOKEN",
                    "Authorization");
            return Uni.createFrom()
                    .item(Response.status(problem.status())
                            .header("WWW-Authenticate", "Bearer")
                            .type(Problem.MEDIA_TYPE)
                            .entity(problem)
                            .build());
        }
        var utterance = read(body);
        var tenant = tenant(utterance);
        String conversation = Provider.TEST.conversationId(
                present(utterance.callSid()).orElseGet(() -> UUID.randomUUID().toString()));
        CallEvent.Turn event = present(utterance.body())
                .<CallEvent.Turn>map(text -> new CallerSpoke(text, null, tenant.locale(), null))
                .orElseGet(() -> new CallerSilent(null));
        String id = TurnEvent.unnumbered(conversation, UUID.randomUUID().toString(), event.getClass());
        return turns.answer(new TurnEvent(tenant, conversation, id, Traceparent.of(traceparent), event))
                .map(answer -> Response.ok(new Said(answer.text(), conversation, tenant.slug()))
                        .build());
    }

    private boolean authorized(String authorization) {
        return configuration
                .token()
                .filter(token -> authorization != null
                        && MessageDigest.isEqual(("Bearer " + token).getBytes(UTF_8), authorization.getBytes(UTF_8)))
                .isPresent();
    }

    private Utterance read(byte[] body) {
        try {
            var utterance = json.readValue(body, Utterance.class);
            if (utterance != null) {
                return utterance;
            }
        } catch (MismatchedInputException e) {
            String field = e.getPath().isEmpty() ? null : e.getPath().getFirst().getFieldName();
            throw ProblemException.badRequest(
                    field,
                    field == null
                            ? "the body is no JSON object; send for example {\"Body\":\"Здравствуйте\"}"
                            : field + " must be a string");
        } catch (JacksonException e) {
            throw ProblemException.badRequest(null, "the body does not read: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw ProblemException.badRequest(null, "the body could not be read: " + e.getMessage());
        }
        throw ProblemException.badRequest(null, "the body is null; send for example {\"Body\":\"Здравствуйте\"}");
    }

    private TenantConfiguration tenant(Utterance utterance) {
        var to = present(utterance.to());
        if (to.isEmpty()) {
            return tenants.bySlug(configuration.defaultTenant())
                    .orElseThrow(() -> ProblemException.notFound(
                            "To",
                            "To is empty, and the default tenant " + configuration.defaultTenant()
                                    + " does not exist"));
        }
        return to.flatMap(PhoneNumbers::e164)
                .flatMap(number -> Arrays.stream(Channel.Kind.values())
                        .flatMap(kind -> tenants.byNumber(kind, number).stream())
                        .findFirst())
                .orElseThrow(() ->
                        ProblemException.notFound("To", "no tenant has the number " + PhoneNumbers.masked(to.get())));
    }

    private static Optional<String> present(String text) {
        return Optional.ofNullable(text).map(String::strip).filter(stripped -> !stripped.isEmpty());
    }
}
