package dev.offhook.local.stack;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.offhook.local.stack.StackState.Phase;

/** A stack from outside: starts and stops its supervisor. */
public final class Stack {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final Layout layout;

    /** The stack of this layout, whether it runs or not. */
    public Stack(Layout layout) {
        this.layout = layout;
    }

    /**
     * Makes sure that nothing stands in the way of a start: ends what a killed run left, and looks at the ports.
     *
     * @throws StackException when the stack runs already, or a port is taken
     */
    public void prepare(StackPlan plan) {
        StackState.readRunning(layout).ifPresent(state -> {
            throw new StackException("Offhook runs already (process " + state.supervisorPid()
                    + "): './offhook status' shows it, './offhook down' stops it.");
        });
        Leftovers.cleanUp(layout);
        plan.wantedPorts(layout.ports()).forEach((port, what) -> {
            var taken = new LocalPort(port);
            if (taken.answers() || !taken.isFree()) {
                throw new StackException("Port " + port + " is taken by another program, and " + what
                        + " wants it. Free it, or shift all ports: --port-offset "
                        + (layout.ports().offset() + 1000));
            }
        });
    }

    /** Forgets the data; nothing may run. */
    public void forgetData() {
        Trees.delete(layout.data());
    }

    /**
     * Starts the stack behind this process and returns when all of it is ready. The services must be built.
     *
     * @param companion when this process ends, the stack ends; null = it runs until {@link #down}
     * @param progress is told what happens, a line each
     * @return the state of the ready stack
     * @throws StackException when it could not start; nothing of it is left running
     */
    public StackState up(StackPlan plan, ProcessHandle companion, Consumer<String> progress) {
        if (!plan.infrastructureOnly()) {
            Arrays.stream(ServiceName.values()).forEach(this::install);
        }
        keepLastLogs();
        var supervisor = launchSupervisor(plan, companion);
        try {
            return awaitReady(supervisor, progress);
        } catch (StackException e) {
            down();
            throw e;
        }
    }

    /** Returns when the supervisor has ended, for whatever reason. */
    public void awaitEnd() {
        StackState.read(layout)
                .flatMap(StackState::supervisor)
                .ifPresent(supervisor -> supervisor.onExit().join());
    }

    /**
     * Stops the stack, or what is left of one.
     *
     * @return whether there was anything to stop
     */
    public boolean down() {
        return down(LONGEST_STOP);
    }

    /**
     * Stops the stack, or what is left of one.
     *
     * @param patience how long it may take before it is killed
     * @return whether there was anything to stop
     */
    public boolean down(Duration patience) {
        var supervisor = StackState.read(layout).flatMap(StackState::supervisor);
        supervisor.ifPresent(process -> {
            process.destroy();
            process.onExit()
                    .completeOnTimeout(process, patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            if (process.isAlive()) {
                process.destroyForcibly();
                process.onExit().join();
            }
        });
        return Leftovers.cleanUp(layout) || supervisor.isPresent();
    }

    private StackState awaitReady(Process supervisor, Consumer<String> progress) {
        var told = 0;
        while (true) {
            var ended = !supervisor.isAlive();
            var state = StackState.read(layout).filter(now -> now.supervisorPid() == supervisor.pid());
            if (state.isPresent()) {
                var lines = state.get().progress();
                lines.subList(told, lines.size()).forEach(progress);
                told = lines.size();
                if (state.get().phase() == Phase.READY) {
                    return state.get();
                }
                if (state.get().phase() == Phase.FAILED) {
                    throw new StackException(state.get().reason());
                }
            }
            if (ended) {
                throw new StackException(
                        "The supervisor ended before the stack was ready; its log is " + layout.log("supervisor"));
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackException("interrupted while the stack started", e);
            }
        }
    }

    private Process launchSupervisor(StackPlan plan, ProcessHandle companion) {
        var command = new ArrayList<>(ownSession());
        command.addAll(List.of(
                Programs.java(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-D" + Layout.ROOT_PROPERTY + "=" + layout.root(),
                "-cp",
                System.getProperty("java.class.path"),
                SupervisorProcess.class.getName()));
        command.addAll(SupervisorProcess.arguments(layout, plan, companion));
        try {
            return new ProcessBuilder(command)
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(Redirect.appendTo(layout.log("supervisor").toFile()))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new StackException("cannot start the supervisor: " + e.getMessage(), e);
        }
    }

    /** Ctrl-C and a closed terminal reach a whole session; the stack must end in order instead. */
    private static List<String> ownSession() {
        if (isOnPath("setsid")) {
            return List.of("setsid");
        }
        return isOnPath("perl")
                ? List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV or die", "--")
                : List.of();
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
    }

    private void install(ServiceName service) {
        var built = layout.root().resolve(service.module()).resolve("target/quarkus-app");
        if (!Files.exists(built.resolve("quarkus-run.jar"))) {
            throw new StackException(service.module() + " is not built: " + built + " is missing. Start without"
                    + " --no-build, or build it: mvn package -pl " + service.module() + " -am");
        }
        Trees.mirror(built, layout.application(service));
    }

    private void keepLastLogs() {
        try {
            Files.createDirectories(layout.logs());
            try (var logs = Files.newDirectoryStream(layout.logs(), "*.log")) {
                for (var log : logs) {
                    if (!log.getFileName().toString().matches("(build|test)\\.log")) {
                        Files.move(log, Path.of(log + ".last"), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        } catch (IOException e) {
            throw new StackException("cannot keep the logs of the last run in " + layout.logs(), e);
        }
    }
}
