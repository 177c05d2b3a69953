package dev.offhook.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.offhook.events.EventJson;

/**
 * What the supervisor of a stack last wrote into {@code run/state.json}.
 *
 * @param phase how far it is
 * @param reason why it failed; empty otherwise
 * @param portOffset of the stack
 * @param supervisorPid the process that watches all others
 * @param supervisorStartedAt when the operating system started it
 * @param progress what it has done so far, a line each
 * @param processes what runs
 */
public record StackState(
        Phase phase,
        String reason,
        int portOffset,
        long supervisorPid,
        Instant supervisorStartedAt,
        List<String> progress,
        List<ProcessState> processes) {

    /** How far a stack is. */
    public enum Phase {
        /** Not everything is up yet. */
        STARTING,
        /** All was ready once; a process that dies is started again. */
        READY,
        /** It could not start and has stopped. */
        FAILED,
        /** It is about to end. */
        STOPPING
    }

    /** Copies the lists. */
    public StackState {
        progress = List.copyOf(progress);
        processes = List.copyOf(processes);
    }

    /** The state of the stack of this layout, when one was started and not stopped since. */
    public static Optional<StackState> read(Layout layout) {
        try {
            return Optional.of(EventJson.mapper().readValue(Files.readAllBytes(layout.stateFile()), StackState.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StackException("cannot read " + layout.stateFile() + ": " + e.getMessage(), e);
        }
    }

    /** The state of the stack of this layout, when its supervisor lives. */
    public static Optional<StackState> readRunning(Layout layout) {
        return read(layout).filter(StackState::isRunning);
    }

    /** Whether the supervisor lives, by pid and start: a recycled pid is not it. */
    @JsonIgnore
    public boolean isRunning() {
        return supervisor().isPresent();
    }

    /** The live supervisor. */
    public Optional<ProcessHandle> supervisor() {
        return ProcessState.live(supervisorPid, supervisorStartedAt);
    }

    /** The processes of this name, by replica. */
    public List<ProcessState> processes(String name) {
        return processes.stream().filter(process -> process.name().equals(name)).toList();
    }

    /** Replaces the file in one step, so that a reader never sees half of it. */
    void write(Layout layout) {
        try {
            Files.createDirectories(layout.run());
            var next = layout.run().resolve("state.json.next");
            Files.write(
                    next, EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
            Files.move(next, layout.stateFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StackException("cannot write " + layout.stateFile() + ": " + e.getMessage(), e);
        }
    }

    static void delete(Layout layout) {
        try {
            Files.deleteIfExists(layout.stateFile());
        } catch (IOException e) {
            throw new StackException("cannot delete " + layout.stateFile() + ": " + e.getMessage(), e);
        }
    }
}
