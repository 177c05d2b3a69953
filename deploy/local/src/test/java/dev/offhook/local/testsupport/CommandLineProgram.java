package dev.offhook.local.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.offhook.local.cli.Offhook;
import dev.offhook.local.stack.Layout;

/**
 * {@code ./offhook} as a process of its own, without the script around it.
 *
 * @param home where its stack keeps everything
 * @param environment what its processes get besides the environment of this one
 */
public record CommandLineProgram(Path home, Map<String, String> environment) {

    /** With nothing more in the environment. */
    public CommandLineProgram(Path home) {
        this(home, Map.of());
    }

    /** How a command ended; the output holds both streams. */
    public record Ended(int exitCode, String output) {}

    /** Runs a command to its end, with nothing of Offhook in the environment but what was given. */
    public Ended run(String... arguments) {
        try {
            var process = start(arguments);
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Starts a command. */
    public Process start(String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-D" + Layout.ROOT_PROPERTY + "=" + Layout.projectRoot(),
                "-cp",
                System.getProperty("java.class.path"),
                Offhook.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("OFFHOOK_"));
        builder.environment().put("OFFHOOK_HOME", home.toString());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
