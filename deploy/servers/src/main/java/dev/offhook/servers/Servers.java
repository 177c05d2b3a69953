package dev.offhook.servers;

import java.util.UUID;

/**
 * Real Kafka and PostgreSQL for tests, started once per JVM on first use and stopped with it.
 *
 * <p>Where they come from is decided here and nowhere else:
 *
 * <ol>
 *   <li>{@code OFFHOOK_TEST_KAFKA} ({@code host:port}) and {@code OFFHOOK_TEST_POSTGRES} (JDBC URL of an existing
 *       database, user and password {@code postgres}) in the environment: servers that already run;
 *   <li>system property {@code offhook.test.servers=containers}, or {@code OFFHOOK_TEST_SERVERS=containers} in the
 *       environment: Testcontainers;
 *   <li>else embedded in this JVM on free ports, with data that is deleted at the end.
 * </ol>
 */
public final class Servers {
    // Test frameworks load this class more than once in a JVM; only system properties are shared by all of them.
    private static final String KAFKA_PROPERTY = "offhook.servers.kafka";
    private static final String POSTGRES_PROPERTY = "offhook.servers.postgres";

    private final String bootstrapServers;
    private final String adminUrl;

    private Servers(String bootstrapServers, String adminUrl) {
        this.bootstrapServers = bootstrapServers;
        this.adminUrl = adminUrl;
    }

    /** The servers of this JVM; the first call starts them. */
    public static Servers get() {
        var properties = System.getProperties();
        // An interned string is one object for all class loaders. The properties themselves would deadlock: a logger
        // that
        // Kafka's threads initialise meanwhile locks them.
        synchronized (KAFKA_PROPERTY.intern()) {
            if (properties.getProperty(KAFKA_PROPERTY) == null) {
                var source = ServerSource.ofThisRun();
                properties.setProperty(POSTGRES_PROPERTY, source.adminUrl());
                properties.setProperty(KAFKA_PROPERTY, source.bootstrapServers());
            }
            return new Servers(properties.getProperty(KAFKA_PROPERTY), properties.getProperty(POSTGRES_PROPERTY));
        }
    }

    /** The broker, as {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** JDBC URL of a database that always exists, from which others are created. */
    public String adminUrl() {
        return adminUrl;
    }

    /** All topics, empty. Nobody may use them meanwhile. */
    public void freshTopics() {
        new Topics(bootstrapServers).recreate();
    }

    /**
     * A new, empty database.
     *
     * @param name what its unique name begins with: lower-case letters, digits, underscores
     * @return its JDBC URL; user {@link #databaseUser}, password {@link #databasePassword}
     */
    public String freshDatabase(String name) {
        var unique = name + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        Databases.createIfMissing(adminUrl, databaseUser(), databasePassword(), unique);
        return adminUrl.replaceFirst("/[^/?]+(\\?|$)", "/" + unique + "$1");
    }

    /** The user of every database. */
    public String databaseUser() {
        return PostgresServer.USER;
    }

    /** The password of that user. */
    public String databasePassword() {
        return PostgresServer.USER;
    }
}
