package dev.offhook.webhook.ingress;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.Provider;
import org.jboss.logging.Logger;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The key of an SMS thread: a keyed hash of tenant, provider and both numbers. */
@ApplicationScoped
public class ThreadKey {
    private static final Logger LOG = Logger.getLogger(ThreadKey.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHOWN_BYTES = 16;

    private final SecretKeySpec key;

    ThreadKey(IngressConfiguration configuration) {
        key = new SecretKeySpec(
                configuration.threadKey().map(text -> text.getBytes(UTF_8)).orElseGet(ThreadKey::forThisProcess),
                ALGORITHM);
    }

    /** The same for both directions of a conversation on every replica with the same key. */
    public String of(String tenant, Provider provider, String customer, String business) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal(
                    String.join("\n", tenant, provider.id(), customer, business).getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, SHOWN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static byte[] forThisProcess() {
        LOG.warn("OFFHOOK_THREAD_KEY is not set: SMS threads break at a restart and differ between replicas."
                + " Set it once, e.g. to the output of: openssl rand -base64 32");
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().encode(random);
    }
}
