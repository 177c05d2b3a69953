package dev.offhook.local.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.offhook.events.EventJson;
import dev.offhook.local.stack.Health;
import dev.offhook.local.stack.Layout;
import dev.offhook.local.stack.ProcessState;
import dev.offhook.local.stack.ServiceName;
import dev.offhook.local.stack.StackState;
import dev.offhook.local.stack.StackState.Phase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what runs. */
@Command(
        name = "status",
        description = "Processes, ports and health of everything; exit code 0 when all is up.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Option(names = "--json", description = "For scripts.")
    private boolean json;

    /** For picocli. */
    public StatusCommand() {}

    /**
     * The whole answer of {@code --json}; the phase is {@code stopped} when nothing runs, the console's address null when
     * it does not run.
     */
    record StatusDocument(
            String phase,
            boolean healthy,
            int portOffset,
            long supervisorPid,
            @Nullable String console,
            List<ProcessDocument> processes) {}

    /** One process in it; the pid is 0 while it has none, the management port 0 when it never has one. */
    record ProcessDocument(
            String name,
            int replica,
            long pid,
            int port,
            int managementPort,
            Health health,
            int restarts,
            long uptimeSeconds,
            String log) {}

    @Override
    public Integer call() throws JsonProcessingException {
        var console = Console.ofProcess();
        var layout = stackOptions.layout();
        var status = status(layout);
        if (json) {
            console.line(EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(status));
        } else if (status.phase().equals("stopped")) {
            console.line("Offhook does not run; './offhook up -d' starts it.");
        } else if (status.phase().equals("lost")) {
            console.line("The supervisor is gone; './offhook down' ends what it left.");
            StatusTable.print(layout, console);
        } else {
            StatusTable.print(layout, console);
            if (status.console() != null) {
                console.line();
                console.line("The console: " + status.console());
            }
        }
        return status.healthy() ? 0 : 1;
    }

    private static StatusDocument status(Layout layout) {
        var found = StackState.read(layout);
        if (found.isEmpty()) {
            return new StatusDocument("stopped", false, layout.ports().offset(), 0, null, List.of());
        }
        var state = found.get();
        var processes =
                state.processes().parallelStream().map(StatusCommand::document).toList();
        var running = state.isRunning();
        var healthy =
                running && state.phase() == Phase.READY && processes.stream().allMatch(StatusCommand::isWell);
        var phase = running ? state.phase().name().toLowerCase(Locale.ROOT) : "lost";
        boolean withConsole =
                running && processes.stream().anyMatch(process -> process.name().equals(ServiceName.TENANT.id()));
        return new StatusDocument(
                phase,
                healthy,
                state.portOffset(),
                state.supervisorPid(),
                withConsole ? layout.ports().consoleUrl() : null,
                processes);
    }

    private static boolean isWell(ProcessDocument process) {
        return process.health() == Health.UP
                || process.health() == Health.STARTING && ProcessState.mayBeLate(process.name());
    }

    private static ProcessDocument document(ProcessState process) {
        var uptime = process.handle().isEmpty() ? Duration.ZERO : Duration.between(process.startedAt(), Instant.now());
        return new ProcessDocument(
                process.name(),
                process.replica(),
                process.pid(),
                process.port(),
                process.managementPort(),
                Health.of(process),
                process.restarts(),
                uptime.toSeconds(),
                process.log());
    }
}
