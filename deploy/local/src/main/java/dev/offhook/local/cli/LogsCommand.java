package dev.offhook.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.offhook.local.stack.Layout;
import dev.offhook.local.stack.StackException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows log files. */
@Command(name = "logs", description = "The end of the log files.", mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {
    private static final String SUFFIX = ".log";

    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            description =
                    "webhook, dialogue, tenant, notification, kafka, postgres, keycloak, supervisor, build, test.")
    private String service;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is written; Ctrl-C ends it.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "100",
            description = "How many lines of each file (${DEFAULT-VALUE}).")
    private int lines;

    /** For picocli. */
    public LogsCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var files = files(stackOptions.layout());
        // tail knows rotation, truncation and several files, on Linux and macOS.
        var command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
        if (follow) {
            command.add("-F");
        }
        files.forEach(file -> command.add(file.toString()));
        var tail = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(tail::destroy, "stop-tail"));
        return tail.waitFor();
    }

    private List<Path> files(Layout layout) throws IOException {
        var there = new ArrayList<Path>();
        if (Files.isDirectory(layout.logs())) {
            try (var logs = Files.newDirectoryStream(layout.logs(), "*" + SUFFIX)) {
                logs.forEach(there::add);
            }
        }
        there.sort(null);
        var chosen = there.stream()
                .filter(file -> service == null || isOf(file, service.replaceFirst("-service$", "")))
                .toList();
        if (chosen.isEmpty()) {
            throw new StackException(
                    there.isEmpty()
                            ? "there are no logs in " + layout.logs() + " yet"
                            : "there is no log of '" + service + "'; there is "
                                    + there.stream().map(LogsCommand::name).collect(Collectors.joining(", ")));
        }
        return chosen;
    }

    private static boolean isOf(Path file, String name) {
        return name(file).equals(name) || name(file).matches(Pattern.quote(name) + "-\\d+");
    }

    private static String name(Path file) {
        var name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }
}
