package dev.offhook.local.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.events.EventJson;
import dev.offhook.local.stack.Layout;
import dev.offhook.local.stack.Ports;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The whole stack, with the packaged services, on ports of its own. It is started once for all test classes that say
 * {@code @ExtendWith(RunningStack.Given.class)} and take it as a parameter, and stopped after the last.
 */
public final class RunningStack implements AutoCloseable {
    private final CommandLineProgram program;
    private final Ports ports;

    private RunningStack(Path home, Ports ports) {
        this.program = new CommandLineProgram(home);
        this.ports = ports;
    }

    /** Gives the stack to tests. */
    public static final class Given implements ParameterResolver {
        /** For JUnit. */
        public Given() {}

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningStack.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(RunningStack.class, key -> start(), RunningStack.class);
        }
    }

    private static RunningStack start() {
        return with();
    }

    /** A stack of one's own, to be closed; {@code more} are further arguments of {@code up}. */
    public static RunningStack with(String... more) {
        try {
            var home = Files.createTempDirectory("offhook-it");
            var ports = FreePorts.choose(home);
            var stack = new RunningStack(home, ports);
            var arguments = new ArrayList<>(
                    List.of("up", "-d", "--no-build", "--port-offset", Integer.toString(ports.offset())));
            arguments.addAll(List.of(more));
            var up = stack.offhook(arguments.toArray(String[]::new));
            if (up.exitCode() != 0) {
                throw new IllegalStateException("the stack does not start: " + up.output());
            }
            return stack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its ports. */
    public Ports ports() {
        return ports;
    }

    /** Its folders. */
    public Layout layout() {
        return new Layout(Layout.projectRoot(), program.home(), ports);
    }

    /** Runs a command about it to its end. */
    public CommandLineProgram.Ended offhook(String... arguments) {
        return program.run(arguments);
    }

    /** What {@code status --json} says. */
    public JsonNode status() {
        var output = offhook("status", "--json").output();
        try {
            return EventJson.mapper().readTree(output);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("status --json said " + output, e);
        }
    }

    /** What {@code status --json} says about the first replica of one. */
    public JsonNode process(String name) {
        for (var process : status().get("processes")) {
            if (process.get("name").asText().equals(name)) {
                return process;
            }
        }
        throw new IllegalArgumentException("status shows no " + name);
    }

    @Override
    public void close() {
        offhook("down");
        try (var paths = Files.walk(program.home())) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
