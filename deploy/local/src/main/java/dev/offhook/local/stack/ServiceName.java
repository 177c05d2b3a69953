package dev.offhook.local.stack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The services of the product. */
public enum ServiceName {
    /** The ingress. */
    WEBHOOK(8080, 9000, false),
    /** The conversation. */
    DIALOGUE(8081, 9001, true),
    /** The tenants. */
    TENANT(8082, 9002, true),
    /** The text messages. */
    NOTIFICATION(8083, 9003, true);

    private final int defaultPort;
    private final int defaultManagementPort;
    private final boolean withDatabase;

    ServiceName(int defaultPort, int defaultManagementPort, boolean withDatabase) {
        this.defaultPort = defaultPort;
        this.defaultManagementPort = defaultManagementPort;
        this.withDatabase = withDatabase;
    }

    /** The short name, e.g. {@code webhook}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The Maven module and the folder, e.g. {@code webhook-service}. */
    public String module() {
        return id() + "-service";
    }

    /** The database of its own, when it has one. */
    public Optional<String> database() {
        return withDatabase ? Optional.of(id()) : Optional.empty();
    }

    /**
     * The service of this short name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ServiceName of(String id) {
        return Arrays.stream(values())
                .filter(service -> service.id().equals(id) || service.module().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service is named '" + id + "'; one of "
                        + Arrays.stream(values()).map(ServiceName::id).collect(Collectors.joining(", "))));
    }

    int defaultPort() {
        return defaultPort;
    }

    int defaultManagementPort() {
        return defaultManagementPort;
    }
}
