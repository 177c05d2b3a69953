package dev.offhook.servers;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.offhook.events.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;

/** The topics of {@link Topic} and their dead-letter topics on a broker with one node. */
public final class Topics {
    private static final short REPLICATION = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private final String bootstrapServers;

    /** The topics of the broker at this address ({@code host:port}). */
    public Topics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Creates what is missing; existing topics stay as they are. A consumer that subscribes before would look for its
     * topic again only minutes later.
     *
     * @throws IllegalStateException when the broker does not do it within 30 s
     */
    public void create() {
        try (var admin = admin()) {
            createMissing(admin);
        }
    }

    /** Deletes all of them with their records and creates them anew; returns when all are there, and empty. */
    public void recreate() {
        try (var admin = admin()) {
            var declared =
                    declared().stream().map(NewTopic::name).collect(Collectors.toCollection(HashSet<String>::new));
            declared.retainAll(existing(admin));
            if (!declared.isEmpty()) {
                await(admin.deleteTopics(declared).all(), "delete the topics");
                while (existing(admin).stream().anyMatch(declared::contains)) {
                    pause();
                }
            }
            createMissing(admin);
        }
    }

    /** The topics to be, with partitions and settings. */
    static List<NewTopic> declared() {
        return Arrays.stream(Topic.values())
                .flatMap(topic -> Stream.of(
                        new NewTopic(topic.topicName(), topic.partitions(), REPLICATION).configs(topic.settings()),
                        new NewTopic(topic.deadLetterTopic(), Topic.DEAD_LETTER_PARTITIONS, REPLICATION)
                                .configs(Topic.deadLetterSettings())))
                .toList();
    }

    private void createMissing(Admin admin) {
        var existing = existing(admin);
        var missing = declared().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        await(admin.createTopics(missing).all(), "create the topics");
        var names = declared().stream().map(NewTopic::name).collect(Collectors.toSet());
        while (!existing(admin).containsAll(names)) {
            pause();
        }
    }

    private Set<String> existing(Admin admin) {
        return await(admin.listTopics().names(), "list the topics");
    }

    private Admin admin() {
        return Admin.create(Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis()));
    }

    private <T> T await(KafkaFuture<T> future, String what) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka at " + bootstrapServers + " does not " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka had to " + what, e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka had to update its topics", e);
        }
    }
}
