package dev.offhook.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.offhook.local.stack.ChildProcess.Program;
import dev.offhook.servers.KafkaBroker;
import dev.offhook.servers.KeycloakServer;

/** The programs of a stack: which command, with which settings. */
final class Programs {
    static final String KAFKA = "kafka";

    /** Names the issuer of the tokens; said by the caller, it is another than our Keycloak. */
    private static final String ISSUER = "OFFHOOK_OIDC_URL";

    private static final String PUBLIC_URL = "OFFHOOK_PUBLIC_URL";

    private static final Duration KAFKA_STOP = Duration.ofSeconds(5);
    private static final Duration KEYCLOAK_STOP = Duration.ofSeconds(5);
    private static final Duration SERVICE_STOP = Duration.ofSeconds(18);
    // It writes its AOT cache, beside three others that do the same.
    private static final Duration TRAINING_STOP = Duration.ofMinutes(2);

    private final Layout layout;
    private final StackPlan plan;
    private final Map<String, String> callersEnvironment;

    /**
     * The programs.
     *
     * @param callersEnvironment of which every {@code OFFHOOK_…} and {@code QUARKUS_…} reaches the services
     */
    Programs(Layout layout, StackPlan plan, Map<String, String> callersEnvironment) {
        this.layout = layout;
        this.plan = plan;
        this.callersEnvironment = Map.copyOf(callersEnvironment);
    }

    /** A JVM of its own, so that it can be killed and started again alone. */
    Program kafka() {
        var port = layout.ports().kafka();
        return new Program(
                KAFKA,
                1,
                port,
                0,
                List.of(
                        java(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-Dorg.slf4j.simpleLogger.log.org.apache.kafka=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KafkaBroker.class.getName(),
                        layout.kafkaData().toString(),
                        Integer.toString(port)),
                Map.of(),
                layout.log(KAFKA),
                KAFKA_STOP);
    }

    /**
     * Keycloak, behind whatever else wants the processor. The first time in a project, this gets it first.
     *
     * @throws IllegalStateException when it cannot be had
     */
    Program keycloak() {
        var port = layout.ports().keycloak();
        var log = layout.log(KeycloakPart.NAME);
        var command = new ArrayList<>(List.of("nice", "-n", "10"));
        command.addAll(KeycloakServer.command(layout.keycloakData(), port, log));
        return new Program(KeycloakPart.NAME, 1, port, 0, command, KeycloakServer.ENVIRONMENT, log, KEYCLOAK_STOP);
    }

    /**
     * A packaged service.
     *
     * @param replica from 1
     */
    Program service(ServiceName service, int replica) {
        var single = plan.replicas(service) == 1;
        var ports = layout.ports();
        var port = single ? ports.http(service) : ports.http(service, replica);
        var management = single ? ports.management(service) : ports.management(service, replica);
        return new Program(
                service.id(),
                replica,
                port,
                management,
                command(service),
                environment(service, replica, port, management),
                layout.log(single ? service.id() : service.id() + "-" + replica),
                plan.trainees().contains(service) ? TRAINING_STOP : SERVICE_STOP);
    }

    private List<String> command(ServiceName service) {
        var command = new ArrayList<>(List.of(java(), "-Xmx160m", "-XX:+UseSerialGC"));
        var cache = AotCache.of(layout, service);
        if (plan.trainees().contains(service)) {
            command.add("-XX:AOTCacheOutput=" + cache.file());
        } else if (cache.isFresh()) {
            command.add("-XX:AOTCache=" + cache.file());
        }
        command.addAll(List.of(
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-jar",
                layout.application(service).resolve("quarkus-run.jar").toString()));
        return command;
    }

    private Map<String, String> environment(ServiceName service, int replica, int port, int management) {
        var ports = layout.ports();
        var environment = new TreeMap<>(LocalSecrets.in(layout.secretsFile()));
        environment.put(PUBLIC_URL, publicUrl());
        environment.put("OFFHOOK_TEST_CALL_OPEN", "true");
        environment.put("OFFHOOK_TWILIO_API_URL", "http://localhost:" + ports.simulator());
        environment.put("OFFHOOK_VOXIMPLANT_API_URL", "http://localhost:" + ports.simulator());
        if (service == ServiceName.TENANT) {
            consoleSettings(environment);
        }
        if (plan.fakeLlm() != null) {
            environment.put("OFFHOOK_LLM_URL", "http://127.0.0.1:" + ports.fakeLlm() + "/v1");
            environment.put("OFFHOOK_LLM_KEY", "no-secret");
            environment.put("OFFHOOK_LLM_MODEL", plan.fakeLlm());
        }
        environment.put(ISSUER, KeycloakServer.issuer(ports.keycloak()));
        if (Files.exists(layout.tenantsFile())) {
            environment.put("OFFHOOK_TENANTS_FILE", layout.tenantsFile().toString());
        }
        for (var other : ServiceName.values()) {
            environment.put(
                    "OFFHOOK_STATUS_SERVICES_" + other.name(),
                    "http://localhost:" + ports.management(other) + "/q/health/ready");
        }
        // Health is asked for many times while it starts; each "not yet" would be a line.
        environment.put("QUARKUS_LOG_CATEGORY__IO_SMALLRYE_HEALTH__LEVEL", "WARN");
        // Keycloak comes last; that it is not there yet would be three lines of each service.
        environment.put("QUARKUS_LOG_CATEGORY__IO_QUARKUS_OIDC__LEVEL", "ERROR");
        callersEnvironment.forEach((name, value) -> {
            if (name.startsWith("OFFHOOK_") || name.startsWith("QUARKUS_")) {
                environment.put(name, value);
            }
        });
        environment.put("OFFHOOK_INSTANCE", service.id() + "-" + replica);
        // Our proxy notices at once that a replica ends; where there is none, nothing is to be waited for.
        environment.put("OFFHOOK_SHUTDOWN_DELAY", plan.replicas(service) == 1 ? "0s" : "1s");
        environment.put("HOST", "127.0.0.1");
        environment.put("PORT", Integer.toString(port));
        environment.put("MANAGEMENT_PORT", Integer.toString(management));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
        service.database().ifPresent(database -> {
            environment.put("DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + database);
            environment.put("DATABASE_USER", "postgres");
            environment.put("DATABASE_PASSWORD", "postgres");
        });
        return environment;
    }

    /** What providers are told: the caller's word for it, else webhook-service on localhost. */
    String publicUrl() {
        String given = callersEnvironment.getOrDefault(PUBLIC_URL, "");
        return given.isBlank() ? "http://localhost:" + layout.ports().webhook() : given.replaceAll("/+$", "");
    }

    // Of the realm file, and worth nothing elsewhere.
    private void consoleSettings(Map<String, String> environment) {
        var ports = layout.ports();
        environment.put("OFFHOOK_CONSOLE_CLIENT_SECRET", "local-only-console-secret");
        environment.put("OFFHOOK_WEBHOOK_URL", "http://localhost:" + ports.webhook());
        environment.put("OFFHOOK_DIALOGUE_URL", "http://localhost:" + ports.dialogue());
        environment.put("OFFHOOK_NOTIFICATION_URL", "http://localhost:" + ports.notification());
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
