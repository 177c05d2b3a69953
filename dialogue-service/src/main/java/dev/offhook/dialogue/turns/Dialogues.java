package dev.offhook.dialogue.turns;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.DialogueConfiguration;
import dev.offhook.dialogue.conversation.Dialogue;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.tenants.Tenants;
import org.jboss.logging.Logger;

/** The dialogue of every tenant, made once per version of its configuration. */
@ApplicationScoped
class Dialogues {
    private static final Logger LOG = Logger.getLogger(Dialogues.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    /** Below the ingress's patience with a reply: after it, words for a stranger are better than none. */
    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(3);

    private final Tenants tenants;
    private final Duration patience;
    private final Map<String, Dialogue> bySlug = new ConcurrentHashMap<>();
    private final Dialogue stranger = Dialogue.ofStranger();

    Dialogues(Tenants tenants, DialogueConfiguration configuration) {
        this.tenants = tenants;
        this.patience = configuration.tenantPatience();
    }

    /**
     * The dialogue of a tenant. The ingress knows every tenant that it lets in, so that one which is not known here is
     * on its way: this waits for it, and for the whole replica while it loads after a start, then answers as a stranger
     * would. Blocks; only for a virtual thread.
     */
    Dialogue of(String slug) {
        return tenants.bySlug(slug).or(() -> await(slug)).map(this::prepared).orElseGet(() -> {
            LOG.warnf("unknown tenant, answering as a stranger: slug=%s", slug);
            return stranger;
        });
    }

    private Dialogue prepared(TenantConfiguration tenant) {
        return bySlug.compute(
                tenant.slug(), (_, known) -> known != null && known.tenant() == tenant ? known : new Dialogue(tenant));
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
