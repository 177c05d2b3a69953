package dev.offhook.webhook.twilio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.offhook.events.RequestRefused.Reason;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.kit.secrets.SecretUnreadableException;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.webhook.ingress.PublicUrls;
import dev.offhook.webhook.provider.Claim;
import dev.offhook.webhook.provider.Verdict;
import org.jboss.logging.Logger;

/** Whose webhook it is, and whether Twilio sent it. */
@ApplicationScoped
class TwilioTenants {
    private static final Logger LOG = Logger.getLogger(TwilioTenants.class);
    private static final Duration REMEMBER_CALLS = Duration.ofHours(5);
    private static final int REMEMBER_AT_MOST = 100_000;

    private final Tenants tenants;
    private final SecretBox secrets;
    private final PublicUrls publicUrls;
    // A callback about a recording names its call, and neither number.
    private final Cache<String, String> slugByCall = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBER_CALLS)
            .maximumSize(REMEMBER_AT_MOST)
            .build();

    TwilioTenants(Tenants tenants, SecretBox secrets, PublicUrls publicUrls) {
        this.tenants = tenants;
        this.secrets = secrets;
        this.publicUrls = publicUrls;
    }

    /**
     * Whose request it says it is: the tenant of the URL, or of our number. A callback that names no number of ours
     * belongs to its call, or to the account: tenants that share an account share its token too, so that none of them
     * learns what it could not.
     *
     * @throws ProblemException 404 when nobody is found
     */
    Claim claim(TwilioRequest request, TwilioRoute route) {
        var kind = route.kind();
        String account = request.parameter("AccountSid").orElse(null);
        var found = request.http().slug() == null
                ? byNumber(request, route).or(() -> route.byNumberAlone() ? Optional.empty() : byCall(request, kind))
                : tenants.bySlug(request.http().slug())
                        .filter(tenant -> tenant.channel(kind).isPresent());
        var tenant = found.orElseThrow(() -> unknown(request));
        return new Claim(tenant, tenant.channel(kind).orElseThrow(), account, number(request, tenant, kind));
    }

    /** The tokens that may sign for the account of a claim. */
    List<String> tokensOf(Claim claim) {
        return tokens(claim).stream().map(Token::value).toList();
    }

    /** Whether Twilio sent it. Fails closed: a secret that does not open verifies nothing. */
    Verdict verify(TwilioRequest request, Claim claim) {
        if (claim.channel().unsignedWebhooks()) {
            return new Verdict.Genuine();
        }
        var tokens = tokens(claim);
        var urls = publicUrls.candidates(
                request.http().target(),
                request.http().headers(),
                request.http().source());
        var suspicion = new Suspicion(urls, tokens);
        if (request.signature() == null) {
            return suspicion.because(
                    Reason.SIGNATURE_MISSING,
                    List.of("X-Twilio-Signature"),
                    "the request has no X-Twilio-Signature: Twilio signs all of its requests, so that it came from"
                            + " somebody else, or a proxy drops the header");
        }
        if (claim.account() == null && tokens.isEmpty() || claim.account() != null && !knows(claim)) {
            return suspicion.because(
                    Reason.ACCOUNT_UNKNOWN,
                    claim.account() == null ? List.of("AccountSid") : List.of(),
                    "the request names an account that is not the tenant's; enter its AccountSid at the channel, or"
                            + " the auth token of a sub-account as the secret "
                            + TenantConfiguration.twilioAuthToken("AC…"));
        }
        if (tokens.isEmpty()) {
            return suspicion.because(
                    Reason.SECRET_MISSING,
                    List.of(),
                    "the tenant has no auth token that opens; enter the account's primary auth token as the secret "
                            + secretName(claim));
        }
        if (genuine(request, urls, tokens.stream().map(Token::value).toList())) {
            request.parameter("CallSid")
                    .ifPresent(call -> slugByCall.put(call, claim.tenant().slug()));
            return new Verdict.Genuine();
        }
        return suspicion.because(
                Reason.SIGNATURE_WRONG,
                List.of(),
                "X-Twilio-Signature does not fit this request. We expect Twilio to call "
                        + PublicUrls.shown(urls).getFirst()
                        + ": enter that address at Twilio, or set OFFHOOK_PUBLIC_URL to the one that is entered there;"
                        + " where the addresses agree, enter the account's primary auth token as the secret "
                        + secretName(claim));
    }

    private record Token(String name, String value) {}

    private record Suspicion(List<String> urls, List<Token> tokens) {
        Verdict because(Reason reason, List<String> missing, String hint) {
            return new Verdict.Suspect(
                    reason,
                    PublicUrls.shown(urls),
                    tokens.stream().map(Token::name).toList(),
                    missing,
                    hint);
        }
    }

    // A form is signed by its parameters, anything else by the hash in the URL, which also may stand beside a form.
    private static boolean genuine(TwilioRequest request, List<String> urls, List<String> tokens) {
        return request.form() && TwilioSignature.verify(urls, request.signed(), null, tokens, request.signature())
                || request.namesBodyHash()
                        && TwilioSignature.verify(urls, Map.of(), request.http().body(), tokens, request.signature());
    }

    private static boolean knows(Claim claim) {
        return claim.account().equals(claim.channel().account())
                || claim.tenant().secrets().containsKey(secretName(claim))
                || claim.tenant().secrets().containsKey(secretName(claim) + TenantConfiguration.NEXT);
    }

    // The account's own token, or that of a sub-account.
    private static String secretName(Claim claim) {
        return claim.account() == null || claim.account().equals(claim.channel().account())
                ? TenantConfiguration.TWILIO_AUTH_TOKEN
                : TenantConfiguration.twilioAuthToken(claim.account());
    }

    // And the next one of each while it is rotated.
    private List<Token> tokens(Claim claim) {
        var tenant = claim.tenant();
        // A form always names its account; the body of a JSON request is not looked into.
        if (claim.account() == null && claim.channel().account() == null) {
            return List.of();
        }
        String name = secretName(claim);
        var tokens = new ArrayList<Token>();
        for (String each : List.of(name, name + TenantConfiguration.NEXT)) {
            String ciphertext = tenant.secrets().get(each);
            if (ciphertext != null) {
                open(tenant, each, ciphertext).ifPresent(tokens::add);
            }
        }
        return tokens;
    }

    private Optional<Token> open(TenantConfiguration tenant, String name, String ciphertext) {
        try {
            return Optional.of(new Token(name, secrets.decrypt(tenant.slug(), ciphertext)));
        } catch (SecretUnreadableException e) {
            LOG.errorf("no webhook can be verified with %s: %s", name, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<TenantConfiguration> byNumber(TwilioRequest request, TwilioRoute route) {
        return byNumber(request, route, "To")
                .or(() -> toldOfOutbound(request, route) ? byNumber(request, route, "From") : Optional.empty());
    }

    private Optional<TenantConfiguration> byNumber(TwilioRequest request, TwilioRoute route, String parameter) {
        return request.ourNumber(parameter).flatMap(number -> tenants.byNumber(route.kind(), number));
    }

    // Then our number is the sender.
    private static boolean toldOfOutbound(TwilioRequest request, TwilioRoute route) {
        return !route.byNumberAlone()
                || request.parameter("Direction")
                        .filter(direction -> direction.startsWith("outbound"))
                        .isPresent();
    }

    private Optional<TenantConfiguration> byCall(TwilioRequest request, Channel.Kind kind) {
        return request.parameter("CallSid")
                .map(slugByCall::getIfPresent)
                .flatMap(tenants::bySlug)
                .filter(tenant -> tenant.channel(kind).isPresent())
                .or(() -> byAccount(request, kind));
    }

    private Optional<TenantConfiguration> byAccount(TwilioRequest request, Channel.Kind kind) {
        return request.parameter("AccountSid").flatMap(account -> tenants.with(kind).stream()
                .filter(tenant ->
                        account.equals(tenant.channel(kind).orElseThrow().account())
                                || tenant.secrets().containsKey(TenantConfiguration.twilioAuthToken(account)))
                .min(Comparator.comparing(TenantConfiguration::slug)));
    }

    private static String number(TwilioRequest request, TenantConfiguration tenant, Channel.Kind kind) {
        var numbers = tenant.channel(kind).orElseThrow().numbers();
        return request.ourNumber("To")
                .filter(numbers::contains)
                .or(() -> request.ourNumber("From").filter(numbers::contains))
                .orElse(null);
    }

    private static ProblemException unknown(TwilioRequest request) {
        return request.http().slug() == null
                ? ProblemException.notFound(
                        "To",
                        "no tenant has the number "
                                + PhoneNumbers.masked(request.parameter("To").orElse(null)))
                : ProblemException.notFound("tenant", "no tenant takes this at " + request.prefix());
    }
}
