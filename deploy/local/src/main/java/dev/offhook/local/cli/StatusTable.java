package dev.offhook.local.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.offhook.local.stack.Health;
import dev.offhook.local.stack.Layout;
import dev.offhook.local.stack.StackState;

/** What runs where, for a person. */
final class StatusTable {
    private StatusTable() {}

    static void print(Layout layout, Console console) {
        var processes = StackState.read(layout).map(StackState::processes).orElse(List.of());
        console.table(
                List.of("SERVICE", "REPLICA", "PID", "PORT", "MANAGEMENT", "HEALTH", "RESTARTS", "UPTIME", "LOG"),
                processes.stream()
                        .map(process -> List.of(
                                process.name(),
                                Integer.toString(process.replica()),
                                Long.toString(process.pid()),
                                Integer.toString(process.port()),
                                process.managementPort() == 0 ? "-" : Integer.toString(process.managementPort()),
                                coloured(Health.of(process), console),
                                Integer.toString(process.restarts()),
                                process.handle().isEmpty()
                                        ? "-"
                                        : uptime(Duration.between(process.startedAt(), Instant.now())),
                                process.log()))
                        .toList());
    }

    private static String coloured(Health health, Console console) {
        return switch (health) {
            case UP -> console.green(health.name());
            case STARTING -> console.yellow(health.name());
            case DOWN -> console.red(health.name());
        };
    }

    private static String uptime(Duration uptime) {
        if (uptime.toMinutes() == 0) {
            return uptime.toSeconds() + "s";
        }
        return uptime.toHours() == 0
                ? uptime.toMinutes() + "m" + uptime.toSecondsPart() + "s"
                : uptime.toHours() + "h" + uptime.toMinutesPart() + "m";
    }
}
