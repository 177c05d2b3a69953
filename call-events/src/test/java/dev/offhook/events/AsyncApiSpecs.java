package dev.offhook.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Assumptions;

/**
 * The official JSON Schema of AsyncAPI 3.0.0. It is published as an npm package, and as nothing that Maven could fetch:
 * the first test that asks installs the package below {@code target}. Without npm, or without its registry, the tests that
 * need it are skipped.
 */
final class AsyncApiSpecs {
    private static final String PACKAGE = "@asyncapi/specs@6.11.1";
    private static final Path PLACE = Path.of("target", "asyncapi");
    private static final Path SCHEMA =
            PLACE.resolve(Path.of("node_modules", "@asyncapi", "specs", "schemas", "3.0.0-without-$id.json"));
    private static final long SECONDS = 120;

    private AsyncApiSpecs() {}

    static synchronized JsonNode schema() {
        try {
            if (!Files.exists(SCHEMA)) {
                install();
            }
            return EventJson.mapper().readTree(SCHEMA.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void install() throws IOException {
        Files.createDirectories(PLACE);
        Path log = PLACE.resolve("npm.log");
        try {
            var npm = new ProcessBuilder(
                            "npm",
                            "install",
                            "--prefix",
                            PLACE.toString(),
                            "--no-save",
                            "--ignore-scripts",
                            "--no-audit",
                            PACKAGE)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = npm.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                npm.destroyForcibly();
            }
            Assumptions.assumeTrue(
                    ended && npm.exitValue() == 0 && Files.exists(SCHEMA),
                    () -> PACKAGE + " could not be installed by npm, see " + log);
        } catch (IOException e) {
            Assumptions.abort("no npm to install " + PACKAGE + " with: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
