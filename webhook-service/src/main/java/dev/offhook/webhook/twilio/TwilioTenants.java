package dev.offhook.webhook.twilio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
import dev.offhook.webhook.ingress.IngressConfiguration;
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
    private final IngressConfiguration ingress;
    // A callback about a recording names its call, and neither number.
    private final Cache<String, String> slugByCall = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBER_CALLS)
            .maximumSize(REMEMBER_AT_MOST)
            .build();

    TwilioTenants(Tenants tenants, SecretBox secrets, IngressConfiguration ingress) {
        this.tenants = tenants;
        this.secrets = secrets;
        this.ingress = ingress;
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
        var urls = List.of(ingress.publicUrl(request.http().target()));
        if (request.signature() == null) {
            return suspect(Reason.SIGNATURE_MISSING, urls, tokens, List.of("X-Twilio-Signature"));
        }
        if (tokens.isEmpty()) {
            return suspect(Reason.ACCOUNT_UNKNOWN, urls, tokens, List.of());
        }
        boolean genuine = TwilioSignature.verify(
                urls, request.signed(), null, tokens.stream().map(Token::value).toList(), request.signature());
        if (genuine) {
            request.parameter("CallSid")
                    .ifPresent(call -> slugByCall.put(call, claim.tenant().slug()));
            return new Verdict.Genuine();
        }
        return suspect(Reason.SIGNATURE_WRONG, urls, tokens, List.of());
    }

    private record Token(String name, String value) {}

    private Verdict suspect(Reason reason, List<String> urls, List<Token> tokens, List<String> missing) {
        return new Verdict.Suspect(
                reason,
                urls.stream().map(url -> url.split("\\?", 2)[0]).toList(),
                tokens.stream().map(Token::name).toList(),
                missing,
                "X-Twilio-Signature does not fit this request at " + ingress.publicUrl()
                        + "; is OFFHOOK_PUBLIC_URL the address that Twilio calls?");
    }

    // The account's own token, or that of a sub-account, and the next one of each while it is rotated.
    private List<Token> tokens(Claim claim) {
        var tenant = claim.tenant();
        String account = claim.account();
        if (account == null) {
            return List.of();
        }
        String name = account.equals(claim.channel().account())
                ? TenantConfiguration.TWILIO_AUTH_TOKEN
                : TenantConfiguration.twilioAuthToken(account);
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
