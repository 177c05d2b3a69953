package dev.offhook.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things are.
 *
 * @param root the project's folder
 * @param home what the stack keeps: data, logs, state; {@code .offhook} in the project's folder unless told otherwise
 * @param ports the ports that the stack has, or would have when it is started
 */
public record Layout(Path root, Path home, Ports ports) {

    /** The system property in which {@code ./offhook} names the project's folder. */
    public static final String ROOT_PROPERTY = "offhook.root";

    /**
     * The project's folder: what {@code ./offhook} said, else the nearest folder upwards that holds {@code offhook}.
     *
     * @throws StackException when there is none
     */
    public static Path projectRoot() {
        var told = System.getProperty(ROOT_PROPERTY);
        if (told != null) {
            return Path.of(told);
        }
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("offhook")) && Files.isDirectory(folder.resolve("call-events"))) {
                return folder;
            }
        }
        throw new StackException("this is not inside the Offhook project; start it as ./offhook there");
    }

    /** The log files. */
    public Path logs() {
        return home.resolve("logs");
    }

    /** The log file of a service's replica, or of another part, e.g. {@code kafka}. */
    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** What is true only while a stack runs. */
    public Path run() {
        return home.resolve("run");
    }

    /** What survives restarts. */
    public Path data() {
        return home.resolve("data");
    }

    /** The packaged services that run: copies, so that a build beside them does not pull classes from under them. */
    public Path application(ServiceName service) {
        return home.resolve("apps").resolve(service.id());
    }

    Path stateFile() {
        return run().resolve("state.json");
    }

    Path secretsFile() {
        return home.resolve("secrets.env");
    }

    Path kafkaData() {
        return data().resolve("kafka");
    }

    Path postgresData() {
        return data().resolve("postgres");
    }

    Path simulatorData() {
        return data().resolve("simulator");
    }

    Path keycloakData() {
        return data().resolve("keycloak");
    }

    /** The demo tenants. */
    public Path tenantsFile() {
        return root.resolve("deploy/local/demo/tenants.yaml");
    }
}
