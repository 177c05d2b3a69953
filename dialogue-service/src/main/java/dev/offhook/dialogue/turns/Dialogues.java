package dev.offhook.dialogue.turns;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.offhook.dialogue.DialogueConfiguration;
import dev.offhook.dialogue.conversation.Dialogue;
import dev.offhook.dialogue.store.TenantVersions;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.tenants.Tenants;
import org.jboss.logging.Logger;

/**
 * The dialogue of every version of a tenant that is talked with, made once. A call keeps the version that it began with;
 * its secrets are always the current ones.
 */
@ApplicationScoped
public class Dialogues {
    private static final Logger LOG = Logger.getLogger(Dialogues.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    /** Below the ingress's patience with a reply: after it, words for a stranger are better than none. */
    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(3);
    /** Tenants times the versions that calls still use. */
    private static final int KEPT = 2000;

    private final Tenants tenants;
    private final TenantVersions versions;
    private final Duration patience;
    private final Cache<Key, Dialogue> known =
            Caffeine.newBuilder().maximumSize(KEPT).build();
    private final Dialogue stranger = Dialogue.ofStranger();

    Dialogues(Tenants tenants, TenantVersions versions, DialogueConfiguration configuration) {
        this.tenants = tenants;
        this.versions = versions;
        this.patience = configuration.tenantPatience();
    }

    private record Key(String slug, long version) {}

    /**
     * The dialogue of a tenant. The ingress knows every tenant that it lets in, so that one which is not known here is
     * on its way: this waits for it, and for the whole replica while it loads after a start, then answers as a stranger
     * would. Blocks; only for a virtual thread.
     *
     * @param version what the conversation began with; null, and one that was never seen here, for the current one
     */
    public Dialogue of(String slug, Long version) {
        Optional<TenantConfiguration> current = tenants.bySlug(slug).or(() -> await(slug));
        if (current.isEmpty()) {
            LOG.warnf("unknown tenant, answering as a stranger: slug=%s", slug);
            return stranger;
        }
        if (version == null || version == current.get().version()) {
            return prepared(current.get());
        }
        return pinned(slug, version, current.get()).orElseGet(() -> prepared(current.get()));
    }

    private Optional<Dialogue> pinned(String slug, long version, TenantConfiguration current) {
        var dialogue = known.getIfPresent(new Key(slug, version));
        return dialogue != null && dialogue.tenant().secrets().equals(current.secrets())
                ? Optional.of(dialogue)
                : versions.find(slug, version).map(past -> prepared(withSecretsOf(current, past)));
    }

    private Dialogue prepared(TenantConfiguration tenant) {
        var key = new Key(tenant.slug(), tenant.version());
        var dialogue = known.getIfPresent(key);
        if (dialogue == null || dialogue.tenant() != tenant) {
            versions.keep(tenant);
            dialogue = new Dialogue(tenant);
            known.put(key, dialogue);
        }
        return dialogue;
    }

    private static TenantConfiguration withSecretsOf(TenantConfiguration current, TenantConfiguration past) {
        return new TenantConfiguration(
                past.slug(),
                past.name(),
                past.version(),
                current.plan(),
                past.locale(),
                past.timeZone(),
                past.channels(),
                past.assistant(),
                past.calls(),
                past.hours(),
                past.limits(),
                current.secrets());
    }

    private Optional<TenantConfiguration> await(String slug) {
        long until = System.nanoTime() + (tenants.loaded() ? patience : PATIENCE_AT_START).toNanos();
        Optional<TenantConfiguration> tenant = Optional.empty();
        try {
            while (tenant.isEmpty() && System.nanoTime() < until) {
                Thread.sleep(LOOK_AGAIN);
                tenant = tenants.bySlug(slug);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return tenant;
    }
}
