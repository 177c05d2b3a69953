package dev.offhook.servers;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Gives a {@code @QuarkusTest} real servers: Kafka with all topics, empty, and a PostgreSQL database of its own. Use it
 * as {@code @WithTestResource(RealServers.class)}. The servers outlive the test; see {@link Servers}.
 */
public final class RealServers implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        var servers = Servers.get();
        servers.freshTopics();
        return Map.of(
                "kafka.bootstrap.servers", servers.bootstrapServers(),
                "quarkus.datasource.jdbc.url", servers.freshDatabase("test"),
                "quarkus.datasource.username", servers.databaseUser(),
                "quarkus.datasource.password", servers.databasePassword());
    }

    @Override
    public void stop() {
        // The next test class wants them too.
    }
}
