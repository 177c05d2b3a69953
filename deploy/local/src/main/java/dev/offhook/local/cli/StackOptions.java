package dev.offhook.local.cli;

import java.nio.file.Path;

import dev.offhook.local.stack.Layout;
import dev.offhook.local.stack.Ports;
import dev.offhook.local.stack.StackState;
import picocli.CommandLine.Option;

/** Which stack a command is about. */
public final class StackOptions {
    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = "Add N to every port. Default: that of the running stack, else 0.")
    private Integer portOffset;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "Where the stack keeps data, logs and state. Default: OFFHOOK_HOME, else .offhook.")
    private Path home;

    /** For picocli. */
    public StackOptions() {}

    /** Where things are; the ports are those of the running stack unless an offset is given. */
    public Layout layout() {
        var root = Layout.projectRoot();
        var folder = (home != null ? home : homeOfEnvironment(root)).toAbsolutePath();
        var layout = new Layout(root, folder, new Ports(portOffset == null ? 0 : portOffset));
        if (portOffset != null) {
            return layout;
        }
        return StackState.readRunning(layout)
                .map(state -> new Layout(root, folder, new Ports(state.portOffset())))
                .orElse(layout);
    }

    private static Path homeOfEnvironment(Path root) {
        var told = System.getenv("OFFHOOK_HOME");
        return told == null || told.isBlank() ? root.resolve(".offhook") : Path.of(told);
    }
}
