package dev.offhook.notification.api;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.Provider;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.access.TenantAccess;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.notification.requests.InvalidRequestException;
import dev.offhook.notification.requests.RequestFault;
import dev.offhook.notification.requests.RequestRules;
import dev.offhook.notification.store.Messages;
import dev.offhook.notification.store.NewMessage;
import dev.offhook.notification.store.StoredMessage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jspecify.annotations.Nullable;

/** Requests to send, over HTTP. */
@Path("/api/messages")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MessagesResource {
    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final Messages messages;
    private final RequestRules rules;
    private final MessageHistory history;
    private final TenantAccess access;

    MessagesResource(Messages messages, RequestRules rules, MessageHistory history, TenantAccess access) {
        this.messages = messages;
        this.rules = rules;
        this.history = history;
        this.access = access;
    }

    /**
     * Takes a message. The same key for the same tenant is one message, however often it is asked for.
     *
     * @param key {@code Idempotency-Key}, 1 to 200 visible ASCII characters, chosen by who asks
     * @param body an {@link SmsRequest} as JSON, and {@code tenant}
     * @return 202 with the message, 200 when the key was there with the same body; 400 naming the field, 409 when the
     *     key was there with another body
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response send(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @HeaderParam("traceparent") String traceparent, byte[] body) {
        var read = MessageBody.read(body);
        var tenant = access.change(read.tenant());
        if (key == null || !KEY.matcher(key).matches()) {
            throw ProblemException.badRequest(
                    IDEMPOTENCY_KEY,
                    (key == null ? "is missing" : "does not fit")
                            + "; good is a header of 1 to 200 visible ASCII characters, e.g. a UUID");
        }
        String id = "api:" + tenant.slug() + ":" + key;
        var message = new NewMessage(id, tenant.slug(), id, trace(traceparent), read.request());
        var known = messages.find(id);
        if (known.isPresent()) {
            return repeated(tenant, message, known.get());
        }
        return switch (messages.accept(message, checked(tenant, read.request()))) {
            case NEW -> answer(Response.Status.ACCEPTED, tenant, id);
            case REPEATED -> answer(Response.Status.OK, tenant, id);
            case CONTRADICTING -> throw contradiction();
        };
    }

    private Response repeated(TenantConfiguration tenant, NewMessage message, StoredMessage known) {
        if (!Messages.fingerprint(message).equals(known.fingerprint())) {
            throw contradiction();
        }
        return answer(Response.Status.OK, tenant, message.id());
    }

    private static ProblemException contradiction() {
        return ProblemException.conflict(
                IDEMPOTENCY_KEY, "was used for another message of this tenant; good is a new one for a new message");
    }

    private Response answer(Response.Status status, TenantConfiguration tenant, String id) {
        return Response.status(status)
                .location(URI.create(
                        "/api/tenants/" + tenant.slug() + "/messages/" + URLEncoder.encode(id, StandardCharsets.UTF_8)))
                .entity(history.message(tenant.slug(), id).orElseThrow())
                .build();
    }

    private Provider checked(TenantConfiguration tenant, SmsRequest request) {
        try {
            return rules.check(tenant.slug(), request);
        } catch (InvalidRequestException e) {
            var fault = RequestFault.of(e.getMessage());
            throw ProblemException.badRequest(fault.field(), fault.detail());
        }
    }

    /** A trace that does not read is none. */
    private static @Nullable String trace(@Nullable String traceparent) {
        return traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : null;
    }
}
