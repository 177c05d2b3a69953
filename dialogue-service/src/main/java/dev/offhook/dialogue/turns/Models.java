package dev.offhook.dialogue.turns;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.offhook.dialogue.llm.LlmConfiguration;
import dev.offhook.dialogue.llm.LlmSettings;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Llm;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.kit.secrets.SecretUnreadableException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Which LLM answers for a tenant. */
@ApplicationScoped
public class Models {
    private static final Logger LOG = Logger.getLogger(Models.class);
    private static final Llm PLATFORM = new Llm(true, null, null, null, null);
    private static final int KEPT_KEYS = 1000;

    private final LlmConfiguration platform;
    private final SecretBox secrets;
    private final Cache<String, String> keys =
            Caffeine.newBuilder().maximumSize(KEPT_KEYS).build();

    Models(LlmConfiguration platform, SecretBox secrets) {
        this.platform = platform;
        this.secrets = secrets;
    }

    /**
     * The LLM of a tenant: its own settings, what they leave out from the platform's. The platform's key is never sent
     * to an address that a tenant has set.
     *
     * @return empty when the tenant wants none or none is configured
     */
    public Optional<LlmSettings> of(TenantConfiguration tenant) {
        Llm own =
                tenant.assistant().llm() == null ? PLATFORM : tenant.assistant().llm();
        var url = Optional.ofNullable(own.baseUrl()).or(platform::url);
        var model = Optional.ofNullable(own.model()).or(platform::model);
        if (!own.enabled() || url.isEmpty() || model.isEmpty()) {
            return Optional.empty();
        }
        String ciphertext = tenant.secrets().get(TenantConfiguration.LLM_API_KEY);
        Optional<String> key = ciphertext == null
                ? Optional.ofNullable(own.baseUrl()).isPresent() ? Optional.empty() : platform.key()
                : Optional.ofNullable(keys.get(tenant.slug() + ' ' + ciphertext, _ -> open(tenant.slug(), ciphertext)));
        if (ciphertext != null && key.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LlmSettings(
                url.get(),
                key.orElse(null),
                model.get(),
                own.temperature() == null ? platform.temperature() : own.temperature(),
                own.maxTokens() == null ? platform.maxTokens() : own.maxTokens()));
    }

    /** Null when it does not open; that is not kept, since the key may be on its way. */
    private @Nullable String open(String slug, String ciphertext) {
        try {
            return secrets.decrypt(slug, ciphertext);
        } catch (SecretUnreadableException e) {
            LOG.errorf("no LLM for this tenant, its key does not open: slug=%s reason=%s", slug, e.getMessage());
            return null;
        }
    }
}
