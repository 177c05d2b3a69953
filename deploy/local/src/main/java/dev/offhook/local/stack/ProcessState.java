package dev.offhook.local.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One process of a stack as its supervisor wrote it down.
 *
 * @param name {@code webhook}, {@code dialogue}, {@code tenant}, {@code notification}, {@code kafka}, {@code postgres},
 *     {@code simulator} or {@code keycloak}
 * @param replica from 1
 * @param pid its process id; the supervisor's own for what runs inside it; 0 while there is none
 * @param startedAt when the operating system started that process
 * @param port where it listens
 * @param managementPort health and metrics; 0 when it has none
 * @param log its log file
 * @param restarts how often it was started again
 * @param givenUp it died too often and is not started again
 */
public record ProcessState(
        String name,
        int replica,
        long pid,
        Instant startedAt,
        int port,
        int managementPort,
        String log,
        int restarts,
        boolean givenUp) {

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    /** The live process, unless it is gone or the pid now belongs to another. */
    public Optional<ProcessHandle> handle() {
        return live(pid, startedAt);
    }

    /** Whether the stack is well while the process of this name still starts: no caller waits for it. */
    public static boolean mayBeLate(String name) {
        return name.equals(KeycloakPart.NAME);
    }

    ProcessState asGivenUp() {
        return new ProcessState(name, replica, pid, startedAt, port, managementPort, log, restarts, true);
    }

    static Optional<ProcessHandle> live(long pid, Instant startedAt) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                // A zombie that nobody reaps counts as alive; it has no program any more.
                .filter(process -> process.info().command().isPresent())
                .filter(process ->
                        Duration.between(startOf(process), startedAt).abs().compareTo(CLOCK_TOLERANCE) <= 0);
    }

    /** When a process was started; the epoch when the system does not tell (it is gone). */
    static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
