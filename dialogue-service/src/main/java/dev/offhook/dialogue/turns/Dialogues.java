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
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.tenants.OnChannel;
import dev.offhook.kit.tenants.Tenants;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
    /** Tenants times their channels, times the versions that calls still use. */
    private static final int KEPT = 5000;

    private final Tenants tenants;
    private final TenantVersions versions;
    private final Duration patience;
    private final Cache<Key, Prepared> known =
            Caffeine.newBuilder().maximumSize(KEPT).build();
    private final Dialogue stranger = Dialogue.ofStranger();

    Dialogues(Tenants tenants, TenantVersions versions, DialogueConfiguration configuration) {
        this.tenants = tenants;
        this.versions = versions;
        this.patience = configuration.tenantPatience();
    }

    private record Key(String slug, long version, Channel.@Nullable Kind channel) {}

    /** A dialogue, and the configuration that it was made of, as that came. */
    private record Prepared(TenantConfiguration tenant, Dialogue dialogue) {}

    /**
     * The dialogue of a tenant. The ingress knows every tenant that it lets in, so that one which is not known here is
     * on its way: this waits for it, and for the whole replica while it loads after a start, then answers as a stranger
     * would. Blocks; only for a virtual thread.
     *
     * @param version what the conversation began with; null, and one that was never seen here, for the current one
     * @param channel what carries the call, which may greet, transfer and end differently; empty for none of them
     */
    public Dialogue of(String slug, Long version, Optional<Channel.Kind> channel) {
        Optional<TenantConfiguration> current = tenants.bySlug(slug).or(() -> await(slug));
        if (current.isEmpty()) {
            LOG.warnf("unknown tenant, answering as a stranger: slug=%s", slug);
            return stranger;
        }
        if (version == null || version == current.get().version()) {
            return prepared(current.get(), channel);
        }
        return pinned(slug, version, channel, current.get()).orElseGet(() -> prepared(current.get(), channel));
    }

    private Optional<Dialogue> pinned(
            String slug, long version, Optional<Channel.Kind> channel, TenantConfiguration current) {
        var prepared = known.getIfPresent(new Key(slug, version, channel.orElse(null)));
        return prepared != null && prepared.tenant().secrets().equals(current.secrets())
                ? Optional.of(prepared.dialogue())
                : versions.find(slug, version).map(past -> prepared(withSecretsOf(current, past), channel));
    }

    private Dialogue prepared(TenantConfiguration tenant, Optional<Channel.Kind> channel) {
        var key = new Key(tenant.slug(), tenant.version(), channel.orElse(null));
        var prepared = known.getIfPresent(key);
        if (prepared == null || prepared.tenant() != tenant) {
            versions.keep(tenant);
            prepared = new Prepared(tenant, new Dialogue(OnChannel.of(tenant, key.channel())));
            known.put(key, prepared);
        }
        return prepared.dialogue();
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
                past.messaging(),
                past.voice(),
                current.retentionDays(),
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
