package dev.offhook.kit.tenants;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.TopicTail;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * This replica's copy of every tenant's configuration, fed by the compacted topic. A look-up costs no I/O. A change
 * is seen by the next look-up; a record older than what is known is ignored. The hand-off link stands in the texts
 * already, see {@link HandoffLink}.
 */
@ApplicationScoped
public class Tenants implements TopicTail.Listener {
    private static final Logger LOG = Logger.getLogger(Tenants.class);

    private final Map<String, Object> kafka;
    private final TenantsConfiguration configuration;
    private final Map<String, TenantConfiguration> bySlug = new ConcurrentHashMap<>();
    private final List<Consumer<TenantConfiguration>> followers = new CopyOnWriteArrayList<>();
    private final Map<String, List<TenantConfiguration>> byNumber = new ConcurrentHashMap<>();
    private TopicTail tail;

    Tenants(@Identifier("default-kafka-broker") Map<String, Object> kafka, TenantsConfiguration configuration) {
        this.kafka = kafka;
        this.configuration = configuration;
    }

    /** The tenant with this slug. */
    public Optional<TenantConfiguration> bySlug(String slug) {
        return slug == null ? Optional.empty() : Optional.ofNullable(bySlug.get(slug));
    }

    /**
     * The tenant that has this number on this kind of channel, switched on or not.
     *
     * @param number E.164
     */
    public Optional<TenantConfiguration> byNumber(Channel.Kind kind, String number) {
        return number == null
                ? Optional.empty()
                : byNumber.getOrDefault(number, List.of()).stream()
                        .filter(tenant -> tenant.channel(kind)
                                .filter(channel -> channel.numbers().contains(number))
                                .isPresent())
                        .findFirst();
    }

    /** The tenants that have this kind of channel, switched on or not. */
    public List<TenantConfiguration> with(Channel.Kind kind) {
        return bySlug.values().stream()
                .filter(tenant -> tenant.channel(kind).isPresent())
                .toList();
    }

    /** Every tenant known here. */
    public Collection<TenantConfiguration> all() {
        return List.copyOf(bySlug.values());
    }

    /**
     * Tells {@code follower} every version that is known now or comes later. It is called on the topic's thread, maybe
     * twice for a version, and must return at once and not throw.
     */
    public void follow(Consumer<TenantConfiguration> follower) {
        followers.add(follower);
        bySlug.values().forEach(follower);
    }

    /** True once everything that stood on the topic when this replica started is known here. */
    public boolean loaded() {
        return !configuration.replica() || tail != null && tail.caughtUp();
    }

    @Override
    public void received(Envelope<Event> envelope) {
        if (envelope.data() instanceof TenantConfiguration published) {
            var known = bySlug.get(published.slug());
            if (known == null || known.version() <= published.version()) {
                var tenant = HandoffLink.spelledOut(published);
                bySlug.put(tenant.slug(), tenant);
                index(known, tenant);
                followers.forEach(follower -> follower.accept(tenant));
                // A thousand lines at each start would tell nobody anything.
                LOG.logf(
                        loaded() ? Logger.Level.INFO : Logger.Level.DEBUG,
                        "tenant configuration: slug=%s version=%d",
                        tenant.slug(),
                        tenant.version());
            }
        }
    }

    @Override
    public void removed(String slug) {
        var known = bySlug.remove(slug);
        if (known != null) {
            index(known, null);
            LOG.infof("tenant removed: slug=%s", slug);
        }
    }

    void start(@Observes StartupEvent event) {
        if (configuration.replica()) {
            tail = TopicTail.fromBeginning(kafka, Topic.TENANTS, this);
        }
    }

    @PreDestroy
    void stop() {
        if (tail != null) {
            tail.close();
        }
    }

    // Number by number, so that a thousand tenants at a start cost a thousand times one. A number that a tenant keeps
    // has an owner all the time.
    private void index(@Nullable TenantConfiguration before, @Nullable TenantConfiguration after) {
        Stream.concat(numbers(before), numbers(after))
                .distinct()
                .forEach(number -> byNumber.compute(number, (_, owners) -> owners(number, owners, before, after)));
    }

    private static @Nullable List<TenantConfiguration> owners(
            String number,
            @Nullable List<TenantConfiguration> now,
            @Nullable TenantConfiguration before,
            @Nullable TenantConfiguration after) {
        var others =
                (now == null ? List.<TenantConfiguration>of() : now).stream().filter(owner -> owner != before);
        var owners = after != null && numbers(after).anyMatch(number::equals)
                ? Stream.concat(others, Stream.of(after)).toList()
                : others.toList();
        return owners.isEmpty() ? null : owners;
    }

    private static Stream<String> numbers(@Nullable TenantConfiguration tenant) {
        return tenant == null
                ? Stream.empty()
                : tenant.channels().stream().flatMap(channel -> channel.numbers().stream());
    }
}
