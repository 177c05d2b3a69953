package dev.offhook.webhook.setup;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Runs JavaScript of the test resources on Node. */
final class Node {
    private static final int OLDEST = 20;

    private Node() {}

    /** Whether there is a Node that can run the tests. */
    static boolean isThere() {
        try {
            var version = new ProcessBuilder("node", "--version").start();
            String text = new String(version.getInputStream().readAllBytes(), UTF_8).strip();
            return version.waitFor() == 0 && Integer.parseInt(text.substring(1).split("\\.")[0]) >= OLDEST;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Starts Node with these arguments in the folder of the double. Its errors go where its output goes. */
    static Process start(Map<String, String> environment, String... arguments) throws IOException {
        var builder = new ProcessBuilder(
                        Stream.concat(Stream.of("node"), Stream.of(arguments)).toList())
                .directory(folder().toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The tests that are written in JavaScript. */
    static List<String> tests() {
        return List.of("conversation.test.js", "actions.test.js", "trouble.test.js", "stream.test.js");
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(Node.class.getResource("/voxengine/voxengine.js"))
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
