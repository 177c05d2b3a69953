package dev.offhook.webhook.twilio;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Channel.Signatures;
import dev.offhook.events.TenantConfiguration.Channel.Transport;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.webhook.ingress.PublicUrls;
import dev.offhook.webhook.provider.Claim;
import dev.offhook.webhook.provider.WebhookRequest;
import dev.offhook.webhook.twilio.relay.RelayMessage.Setup;
import dev.offhook.webhook.twilio.relay.RelayParameters;
import org.jspecify.annotations.Nullable;

/**
 * Whether Twilio opened a socket, and whose session it may be. The tenant is known at the handshake only where the path
 * names it; elsewhere the accounts whose tokens fit are remembered, and the first message must belong to one of them.
 *
 * @see <a href="https://www.twilio.com/docs/voice/conversationrelay/onboarding">WebSocket security</a>
 */
@ApplicationScoped
class RelayHandshake {
    private static final Channel.Kind KIND = Channel.Kind.TWILIO_VOICE;

    private final Tenants tenants;
    private final TwilioTenants tokens;
    private final PublicUrls urls;

    RelayHandshake(Tenants tenants, TwilioTenants tokens, PublicUrls urls) {
        this.tenants = tenants;
        this.tokens = tokens;
        this.urls = urls;
    }

    /**
     * What a handshake has shown.
     *
     * @param slug the tenant of the path, null without one
     * @param accounts whose token signed it, as {@code slug account}
     */
    record Shown(@Nullable String slug, Set<String> accounts) {}

    /**
     * Looks at a handshake.
     *
     * @return empty when nobody's session can follow it
     */
    Optional<Shown> check(WebhookRequest request) {
        String slug = request.slug();
        String signature = request.header("X-Twilio-Signature").orElse(null);
        var candidates = candidates(slug);
        var urls = urls(request);
        var accounts = new LinkedHashSet<String>();
        if (signature != null) {
            for (var tenant : candidates) {
                for (String account : accounts(tenant)) {
                    var claim = new Claim(tenant, tenant.channel(KIND).orElseThrow(), account, null);
                    if (TwilioSignature.verify(urls, Map.of(), null, tokens.tokensOf(claim), signature)) {
                        accounts.add(key(tenant, account));
                    }
                }
            }
        }
        boolean open = slug != null && candidates.stream().anyMatch(RelayHandshake::takesAnything);
        return accounts.isEmpty() && !open ? Optional.empty() : Optional.of(new Shown(slug, accounts));
    }

    /** The tenant of a session; empty when it is none that the handshake has shown. */
    Optional<TenantConfiguration> tenant(Shown shown, Setup setup) {
        return candidates(shown.slug()).stream()
                .filter(tenant -> shown.slug() != null || names(setup, tenant))
                .filter(tenant -> shown.accounts().contains(key(tenant, setup.accountSid())) || takesAnything(tenant))
                .findFirst();
    }

    // The parameter is ours, and wins; a socket without it is found by its number.
    private static boolean names(Setup setup, TenantConfiguration tenant) {
        return setup.parameter(RelayParameters.TENANT)
                .map(tenant.slug()::equals)
                .orElseGet(() -> PhoneNumbers.e164(setup.to())
                        .filter(tenant.channel(KIND).orElseThrow().numbers()::contains)
                        .isPresent());
    }

    private List<TenantConfiguration> candidates(@Nullable String slug) {
        return tenants.with(KIND).stream()
                .filter(tenant -> tenant.channel(KIND).orElseThrow().transport() == Transport.STREAM)
                .filter(tenant -> slug == null || slug.equals(tenant.slug()))
                .toList();
    }

    /** True for a tenant that takes sockets whatever their signature: under its own path only. */
    static boolean takesAnything(TenantConfiguration tenant) {
        var channel = tenant.channel(KIND).orElseThrow();
        return channel.unsignedWebhooks() || channel.signatures() == Signatures.REPORT_ONLY;
    }

    // The channel's own account, and the sub-accounts that the tenant has a token of.
    private static List<String> accounts(TenantConfiguration tenant) {
        String prefix = TenantConfiguration.twilioAuthToken("");
        return Stream.concat(
                        Stream.ofNullable(tenant.channel(KIND).orElseThrow().account()),
                        tenant.secrets().keySet().stream()
                                .filter(name -> name.startsWith(prefix + "AC"))
                                .map(name -> name.substring(prefix.length()).split("\\.", 2)[0]))
                .distinct()
                .toList();
    }

    /** The URLs that may have been signed: as our TwiML wrote it, with https, each also with a slash or without. */
    List<String> urls(WebhookRequest request) {
        return urls.sockets(request.target(), request.headers(), request.source()).stream()
                .flatMap(url -> Stream.of(url, url.endsWith("/") ? url.substring(0, url.length() - 1) : url + "/"))
                .toList();
    }

    private static String key(TenantConfiguration tenant, String account) {
        return tenant.slug() + " " + account;
    }
}
