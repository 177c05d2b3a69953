package dev.offhook.webhook.voximplant;

import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.RequestRefused.Reason;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.webhook.provider.Verdict;
import dev.offhook.webhook.provider.Verdict.Genuine;
import dev.offhook.webhook.provider.Verdict.Suspect;
import dev.offhook.webhook.voximplant.Secrets.Opened;
import org.jspecify.annotations.Nullable;

import static dev.offhook.events.TenantConfiguration.VOXIMPLANT_API_KEY;
import static dev.offhook.events.TenantConfiguration.VOXIMPLANT_CALLBACK_SALT;
import static dev.offhook.events.TenantConfiguration.VOXIMPLANT_CALLBACK_TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Whether Voximplant sent an account callback: by its hash, and by the token in our URL where the tenant has one, since
 * the hash covers so little.
 */
@ApplicationScoped
class AccountVerifier {
    private final Secrets secrets;

    AccountVerifier(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * Whether Voximplant sent it to this tenant.
     *
     * @param token what the URL carries, null without one
     */
    Verdict verify(AccountCallback callback, TenantConfiguration tenant, Channel channel, @Nullable String token) {
        // Named, not opened: a token that does not open must not open the door.
        boolean guarded = tenant.secrets().containsKey(VOXIMPLANT_CALLBACK_TOKEN);
        var tokens = secrets.open(tenant, VOXIMPLANT_CALLBACK_TOKEN);
        if (guarded && token == null) {
            return suspect(
                    Reason.SIGNATURE_MISSING,
                    tokens,
                    List.of("token"),
                    "the URL of the account callbacks needs ?token= with " + VOXIMPLANT_CALLBACK_TOKEN + " of tenant "
                            + tenant.slug());
        }
        if (guarded && !isOneOf(tokens, token)) {
            return suspect(
                    Reason.SIGNATURE_WRONG,
                    tokens,
                    List.of(),
                    "the token in the URL is not " + VOXIMPLANT_CALLBACK_TOKEN + " of tenant " + tenant.slug());
        }
        var keys = secrets.open(tenant, VOXIMPLANT_API_KEY);
        if (keys.isEmpty()) {
            return channel.unsignedWebhooks()
                    ? new Genuine()
                    : suspect(
                            Reason.SECRET_MISSING,
                            keys,
                            List.of(),
                            "tenant " + tenant.slug() + " has no secret " + VOXIMPLANT_API_KEY
                                    + " that opens; the hash of a callback is made with it");
        }
        return byHash(callback, tenant, channel, keys);
    }

    private Verdict byHash(AccountCallback callback, TenantConfiguration tenant, Channel channel, List<Opened> keys) {
        var hash = callback.hash();
        if (hash.isEmpty()) {
            return channel.unsignedWebhooks()
                    ? new Genuine()
                    : suspect(
                            Reason.SIGNATURE_MISSING,
                            keys,
                            List.of("hash"),
                            "a callback without a hash is not Voximplant's");
        }
        var salts = secrets.open(tenant, VOXIMPLANT_CALLBACK_SALT);
        boolean genuine = CallbackHash.verify(
                salts.isEmpty() ? List.of("") : values(salts),
                callback.account(),
                values(keys),
                callback.id(),
                hash.get());
        return genuine
                ? new Genuine()
                : suspect(
                        Reason.SIGNATURE_WRONG,
                        Stream.concat(keys.stream(), salts.stream()).toList(),
                        List.of(),
                        "the hash does not fit; are " + VOXIMPLANT_API_KEY + " and " + VOXIMPLANT_CALLBACK_SALT
                                + " of tenant " + tenant.slug() + " those of this Voximplant account?");
    }

    private static boolean isOneOf(List<Opened> tokens, String given) {
        boolean found = false;
        for (var token : tokens) {
            found |= !token.value().isEmpty()
                    && MessageDigest.isEqual(token.value().getBytes(UTF_8), given.getBytes(UTF_8));
        }
        return found;
    }

    private static List<String> values(List<Opened> opened) {
        return opened.stream().map(Opened::value).toList();
    }

    private static Suspect suspect(Reason reason, List<Opened> tried, List<String> missing, String hint) {
        return new Suspect(reason, List.of(), tried.stream().map(Opened::name).toList(), missing, hint);
    }
}
