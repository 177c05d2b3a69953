package dev.offhook.kit.secrets;

import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The environment's keys: they wrap the data keys of the key ring, and open what they encrypted directly. */
@ConfigMapping(prefix = "offhook.secrets")
public interface SecretsConfiguration {

    /**
     * Keys as {@code id:base64}, each 32 random bytes; the first wraps new data keys, and encrypts as long as there is
     * no ring; all decrypt. For example
     * {@code 2026a:$(openssl rand -base64 32)}. Without keys, nothing that needs a secret works, and every signed
     * webhook is refused.
     */
    Optional<List<String>> keys();
}
