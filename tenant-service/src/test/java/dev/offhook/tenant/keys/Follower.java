package dev.offhook.tenant.keys;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.kit.kafka.TopicTail;
import dev.offhook.kit.secrets.KeyRingConfiguration;
import dev.offhook.kit.secrets.KeyRingReplica;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.servers.Servers;

import static org.awaitility.Awaitility.await;

/** A replica of another service: a box that follows the ring, and the tenants as the topic tells them. */
final class Follower implements AutoCloseable {
    private final Map<String, TenantConfiguration> tenants = new ConcurrentHashMap<>();
    private final SecretBox box;
    private final KeyRingReplica ring;
    private final TopicTail tail;
    private volatile Map<String, TenantConfiguration> frozen;

    Follower(String instance, String environmentKey, EventPublisher publisher) {
        Map<String, Object> kafka = Map.of("bootstrap.servers", Servers.get().bootstrapServers());
        box = new SecretBox(List.of(environmentKey));
        ring = new KeyRingReplica(kafka, settings(instance), box, this::tenants, publisher);
        tail = TopicTail.fromBeginning(kafka, Topic.TENANTS, new TopicTail.Listener() {
            @Override
            public void received(Envelope<Event> envelope) {
                if (envelope.data() instanceof TenantConfiguration tenant) {
                    tenants.put(tenant.slug(), tenant);
                }
            }

            @Override
            public void removed(String slug) {
                tenants.remove(slug);
            }
        });
        ring.start();
        await().atMost(Duration.ofSeconds(20)).until(tail::caughtUp);
    }

    /** What it makes of a tenant's secret now. */
    String reads(String slug, String name) {
        return box.decrypt(slug, known().get(slug).secrets().get(name));
    }

    /** Whether it knows this tenant. */
    boolean knows(String slug) {
        return known().containsKey(slug);
    }

    SecretBox box() {
        return box;
    }

    KeyRingReplica ring() {
        return ring;
    }

    /** From now on it reads nothing new of the tenants, and lives on. */
    void freeze() {
        frozen = Map.copyOf(tenants);
    }

    /** It has caught up. */
    void thaw() {
        frozen = null;
    }

    @Override
    public void close() {
        ring.stop();
        tail.close();
    }

    private Collection<TenantConfiguration> tenants() {
        return known().values();
    }

    private Map<String, TenantConfiguration> known() {
        var still = frozen;
        return still == null ? tenants : still;
    }

    private static KeyRingConfiguration settings(String instance) {
        return new KeyRingConfiguration() {
            @Override
            public String service() {
                return "webhook-service";
            }

            @Override
            public Optional<String> instance() {
                return Optional.of(instance);
            }

            @Override
            public Duration confirmEvery() {
                return Duration.ofMillis(500);
            }
        };
    }
}
