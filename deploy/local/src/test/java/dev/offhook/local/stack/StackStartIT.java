package dev.offhook.local.stack;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.offhook.local.testsupport.CommandLineProgram;
import dev.offhook.local.testsupport.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Starts that need no services. */
class StackStartIT {
    @TempDir
    private Path home;

    private Ports ports;

    @BeforeEach
    void choosePorts() {
        ports = FreePorts.choose(home);
    }

    private CommandLineProgram offhook() {
        return new CommandLineProgram(home);
    }

    @AfterEach
    void down() {
        offhook().run("down");
    }

    @Test
    void takenPortIsNamedAndNothingIsLeftRunning() throws Exception {
        // Given
        var port = ports.kafka();
        try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {

            // When
            var up = up();

            // Then
            assertThat(up.exitCode()).isNotZero();
            assertThat(up.output()).contains(Integer.toString(other.getLocalPort()), "Kafka", "--port-offset");
            assertThat(StackState.read(layout())).isEmpty();
        }
    }

    @Test
    void downLeavesNothingRunning() {
        // Given
        assertThat(up().exitCode()).isZero();
        var processes = processes();

        // When
        var down = offhook().run("down");

        // Then
        assertThat(down.exitCode()).isZero();
        assertThat(processes).hasSize(4).noneMatch(ProcessHandle::isAlive);
        assertThat(offhook().run("status").exitCode()).isNotZero();
    }

    @Test
    void leftoversOfKilledSupervisorAreReplacedByNextUp() {
        // Given
        assertThat(up().exitCode()).isZero();
        var processes = processes();
        var supervisor =
                StackState.read(layout()).flatMap(StackState::supervisor).orElseThrow();
        supervisor.destroyForcibly();
        supervisor.onExit().join();

        // When
        var up = up();

        // Then
        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void downWithoutStackSaysSo() {
        // When
        var down = offhook().run("down");

        // Then
        assertThat(down.exitCode()).isZero();
        assertThat(down.output()).contains("does not run");
    }

    private CommandLineProgram.Ended up() {
        return offhook().run("up", "-d", "--infra", "--port-offset", Integer.toString(ports.offset()));
    }

    /** The supervisor, twice since the simulator lives in it, Kafka and PostgreSQL. */
    private List<ProcessHandle> processes() {
        var state = StackState.read(layout()).orElseThrow();
        return Stream.concat(
                        state.supervisor().stream(),
                        state.processes().stream().flatMap(process -> process.handle().stream()))
                .toList();
    }

    private Layout layout() {
        return new Layout(Layout.projectRoot(), home, ports);
    }
}
