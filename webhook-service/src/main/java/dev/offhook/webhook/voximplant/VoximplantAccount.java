package dev.offhook.webhook.voximplant;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.OptOutWords;
import dev.offhook.webhook.ingress.ThreadKey;
import dev.offhook.webhook.ingress.Traceparent;
import dev.offhook.webhook.provider.Claim;
import dev.offhook.webhook.provider.Meaning;
import dev.offhook.webhook.provider.Result;
import dev.offhook.webhook.provider.Result.NotTaken;
import dev.offhook.webhook.provider.Result.Spoken;
import dev.offhook.webhook.provider.Result.Taken;
import dev.offhook.webhook.provider.TelephonyProvider;
import dev.offhook.webhook.provider.Verdict;
import dev.offhook.webhook.provider.Verdict.Genuine;
import dev.offhook.webhook.provider.WebhookRequest;
import org.jspecify.annotations.Nullable;

/**
 * What Voximplant tells about an account, several things in a request: messages that came in are events, all else is
 * counted. Each item goes its own way, so that one with a wrong hash loses no other.
 *
 * @see <a href="https://voximplant.com/docs/references/httpapi/structure/accountcallback">AccountCallback</a>
 */
@ApplicationScoped
class VoximplantAccount implements TelephonyProvider<VoximplantAccount.Posted> {
    private static final Channel.Kind KIND = Channel.Kind.VOXIMPLANT_SMS;
    private static final String CALLBACKS = "callbacks";
    private static final int MOST_CALLBACKS = 1_000;

    private final Tenants tenants;
    private final AccountVerifier verifier;
    private final Ingress ingress;
    private final ThreadKey threadKey;
    private final ObjectMapper json;

    VoximplantAccount(
            Tenants tenants, AccountVerifier verifier, Ingress ingress, ThreadKey threadKey, ObjectMapper json) {
        this.tenants = tenants;
        this.verifier = verifier;
        this.ingress = ingress;
        this.threadKey = threadKey;
        this.json = json;
    }

    /** A posted request, or a part of it that holds one callback. */
    record Posted(WebhookRequest http, List<AccountCallback> callbacks) {
        AccountCallback callback() {
            return callbacks.getFirst();
        }

        @Nullable
        String token() {
            return Query.parameter(http.target(), "token").orElse(null);
        }
    }

    @Override
    public Provider provider() {
        return Provider.VOXIMPLANT;
    }

    @Override
    public Set<String> routes() {
        return Set.of("/webhook/voximplant/account");
    }

    @Override
    public Waiting waiting() {
        return Waiting.WHOLE;
    }

    @Override
    public Posted read(WebhookRequest request) {
        JsonNode callbacks = VoximplantBody.parse(json, request.body()).root().path(CALLBACKS);
        if (!callbacks.isArray() || callbacks.isEmpty()) {
            throw ProblemException.badRequest(
                    CALLBACKS, "callbacks is no list of callbacks; send for example {\"callbacks\":[{…}]}");
        }
        if (callbacks.size() > MOST_CALLBACKS) {
            throw ProblemException.badRequest(
                    CALLBACKS, "callbacks has " + callbacks.size() + " items; " + MOST_CALLBACKS + " are allowed");
        }
        return new Posted(
                request,
                StreamSupport.stream(callbacks.spliterator(), false)
                        .map(AccountCallback::new)
                        .toList());
    }

    @Override
    public List<Posted> split(Posted posted) {
        return posted.callbacks().stream()
                .map(callback -> new Posted(posted.http(), List.of(callback)))
                .toList();
    }

    @Override
    public Claim claim(Posted posted) {
        var callback = posted.callback();
        String account = callback.account();
        // Read here already: an item without one is incomplete, whoever sent it.
        callback.id();
        String number = callback.isSms() ? callback.message().to() : null;
        var candidates = tenants.with(KIND).stream()
                .filter(tenant -> posted.http().slug() == null
                        || tenant.slug().equals(posted.http().slug()))
                .filter(tenant -> account.equals(channel(tenant).account()))
                .filter(tenant -> number == null || channel(tenant).numbers().contains(number))
                .sorted(Comparator.comparing(TenantConfiguration::slug))
                .toList();
        // Tenants may share an account; and who only says that it is theirs must not take others' callbacks.
        var tenant = candidates.stream()
                .filter(candidate -> verify(posted, candidate) instanceof Genuine)
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .orElseThrow(() -> unknown(number));
        return new Claim(tenant, channel(tenant), account, number);
    }

    @Override
    public Verdict verify(Posted posted, Claim claim) {
        return verify(posted, claim.tenant());
    }

    @Override
    public Meaning normalise(Posted posted, TenantConfiguration tenant) {
        var callback = posted.callback();
        if (!callback.isSms()) {
            return new Meaning.Nothing("voximplant-" + callback.countedAs());
        }
        var sms = callback.message();
        var received = new SmsReceived(
                Provider.VOXIMPLANT,
                sms.from(),
                sms.to(),
                sms.text(),
                callback.id(),
                OptOutWords.classify(sms.text(), null, tenant.messaging().optOut()));
        return new Meaning.Message(ingress.envelope(
                tenant,
                threadKey.of(tenant.slug(), Provider.VOXIMPLANT, sms.from(), sms.to()),
                "sms:voximplant:" + callback.account() + ":" + callback.id(),
                Traceparent.of(posted.http().header("traceparent").orElse(null)),
                received));
    }

    @Override
    public Response render(Posted posted, TenantConfiguration tenant, Result result) {
        return switch (result) {
            case Taken() -> Response.ok(Map.of(), MediaType.APPLICATION_JSON).build();
            case NotTaken() -> throw ProblemException.unavailable("the callback could not be stored; send it again");
            case Spoken spoken -> throw new IllegalStateException("nobody hears an account callback: " + spoken);
        };
    }

    private Verdict verify(Posted posted, TenantConfiguration tenant) {
        return verifier.verify(posted.callback(), tenant, channel(tenant), posted.token());
    }

    private static Channel channel(TenantConfiguration tenant) {
        return tenant.channel(KIND).orElseThrow();
    }

    private static ProblemException unknown(@Nullable String number) {
        return Optional.ofNullable(number)
                .map(to -> ProblemException.notFound(
                        AccountCallback.SMS_INBOUND + ".destination_number",
                        "no tenant of this account has the number " + PhoneNumbers.masked(to)))
                .orElseGet(() -> ProblemException.notFound("account_id", "no tenant has this Voximplant account"));
    }
}
