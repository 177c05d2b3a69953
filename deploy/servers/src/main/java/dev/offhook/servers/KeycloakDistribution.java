package dev.offhook.servers;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipInputStream;

/**
 * Keycloak's own distribution, unpacked once per project in {@code .offhook/keycloak}. Maven gets it (165 MB, once per
 * local repository), when a Keycloak is first wanted and not at the build: who never asks for one never waits for it.
 */
final class KeycloakDistribution {
    private static final String VERSION = "26.5.6";
    private static final String ARTIFACT = "org.keycloak:keycloak-quarkus-dist:" + VERSION + ":zip";
    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy";

    private KeycloakDistribution() {}

    /** How the distribution makes itself ready for the settings that are fixed when it is built. */
    interface Augmentation {
        /** Runs in the unpacked folder, once. */
        void run(Path distribution) throws IOException;
    }

    /**
     * The folder of the distribution; gets, unpacks and builds it when it is not there. Processes that want it at one
     * time wait for the first.
     *
     * @param log where Maven's output goes; it is appended
     * @throws IllegalStateException when it cannot be had
     */
    static Path get(Path log, Augmentation augmentation) {
        var home = projectRoot().resolve(".offhook/keycloak");
        var distribution = home.resolve(VERSION);
        try {
            Files.createDirectories(home);
            // One JVM gets an exception, not a wait, for a lock that it holds itself.
            synchronized (VERSION.intern()) {
                try (var channel = FileChannel.open(
                                home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var lock = channel.lock()) {
                    if (lock.isValid() && !Files.exists(distribution)) {
                        install(home, distribution, log, augmentation);
                    }
                }
            }
            return distribution;
        } catch (IOException e) {
            throw new IllegalStateException("cannot unpack Keycloak into " + home, e);
        }
    }

    /** The nearest folder upwards that holds the project, unless {@code ./offhook} has named it. */
    static Path projectRoot() {
        var told = System.getProperty("offhook.root");
        if (told != null) {
            return Path.of(told);
        }
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("offhook")) && Files.isDirectory(folder.resolve("call-events"))) {
                return folder;
            }
        }
        throw new IllegalStateException("this is not inside the Offhook project");
    }

    /** Deletes a folder and all in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var paths = Files.walk(folder)) {
                for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void install(Path home, Path distribution, Path log, Augmentation augmentation) throws IOException {
        var unpacking = home.resolve("unpacking");
        delete(unpacking);
        Files.createDirectories(unpacking);
        copyZip(unpacking, log);
        try (var zips = Files.newDirectoryStream(unpacking, "*.zip")) {
            for (var zip : zips) {
                unzip(zip, unpacking);
                Files.delete(zip);
            }
        }
        var unpacked = unpacking.resolve("keycloak-" + VERSION);
        augmentation.run(unpacked);
        Files.move(unpacked, distribution, StandardCopyOption.ATOMIC_MOVE);
        delete(unpacking);
    }

    /** Offline first: what Maven has it need not look for, and a machine without a network must not fail. */
    private static void copyZip(Path target, Path log) throws IOException {
        if (maven(target, log, "-o") != 0 && maven(target, log) != 0) {
            throw new IllegalStateException("Maven cannot get " + ARTIFACT + "; its output is in " + log);
        }
    }

    private static int maven(Path target, Path log, String... options) throws IOException {
        var command = new ArrayList<>(List.of(mvn(), "-B", "-q"));
        command.addAll(List.of(options));
        command.addAll(List.of(COPY, "-Dartifact=" + ARTIFACT, "-DoutputDirectory=" + target));
        var builder = new ProcessBuilder(command)
                // Not in the project: what is asked for concerns none of its modules.
                .directory(target.toFile())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return waitFor(builder.start());
    }

    private static String mvn() {
        return Optional.ofNullable(System.getProperty("maven.home"))
                .map(home -> Path.of(home, "bin", "mvn"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .orElse("mvn");
    }

    static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Keycloak was unpacked", e);
        }
    }

    private static void unzip(Path zip, Path target) throws IOException {
        try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException(zip + " holds '" + entry.getName() + "', which leads out of it");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(entries, path);
                }
            }
        }
    }
}
