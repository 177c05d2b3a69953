package dev.offhook.local.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.offhook.local.stack.OnExit;
import dev.offhook.local.stack.StackException;

/** Maven as a child process with the JDK of this one, in the project's folder. */
public final class Maven {
    private final Path root;
    private final Path log;

    /**
     * Maven of the project.
     *
     * @param log where its whole output goes; replaced
     */
    public Maven(Path root, Path log) {
        this.root = root;
        this.log = log;
    }

    /**
     * Runs it to its end.
     *
     * @param arguments goals and options
     * @param environment is added to this process's
     * @param lines is told every line of output as it comes
     * @return its exit code
     */
    public int run(List<String> arguments, Map<String, String> environment, Consumer<String> lines) {
        var command = new ArrayList<>(List.of("mvn", "-B", "-Dstyle.color=never"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.getParent());
            return read(start(builder), lines);
        } catch (IOException e) {
            throw new StackException("Maven's output cannot be read or kept in " + log + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while Maven ran", e);
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new StackException(
                    "cannot run Maven: " + e.getMessage() + ". Install it (apt install maven, brew install maven)"
                            + " and make sure that mvn is on the PATH.",
                    e);
        }
    }

    private int read(Process maven, Consumer<String> lines) throws IOException, InterruptedException {
        maven.getOutputStream().close();
        // Ctrl-C must not leave it running.
        try (var _ = OnExit.run(() -> stop(maven));
                var output = new BufferedReader(new InputStreamReader(maven.getInputStream(), StandardCharsets.UTF_8));
                var copy = Files.newBufferedWriter(log)) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                copy.write(line);
                copy.newLine();
                lines.accept(line);
            }
            return maven.waitFor();
        }
    }

    private static void stop(Process maven) {
        maven.descendants().forEach(ProcessHandle::destroy);
        maven.destroy();
    }
}
