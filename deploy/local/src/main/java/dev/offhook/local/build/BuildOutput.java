package dev.offhook.local.build;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads Maven's output and tells the few lines of it that a waiting person wants. */
final class BuildOutput {
    private static final Pattern MODULE = Pattern.compile("\\[INFO] Building (.+) \\S+ +\\[(\\d+/\\d+)]");
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final int MOST_ERRORS = 30;

    private final Consumer<String> progress;
    private final List<String> errors = new ArrayList<>();
    private int downloads;
    private Instant lastTold = Instant.now();

    BuildOutput(Consumer<String> progress) {
        this.progress = progress;
    }

    void line(String line) {
        var module = MODULE.matcher(line);
        if (module.matches()) {
            tell(module.group(2) + " " + module.group(1));
        } else if (line.startsWith("[INFO] Downloaded") || line.startsWith("Downloaded")) {
            downloads++;
            if (Duration.between(lastTold, Instant.now()).compareTo(SILENCE) > 0) {
                tell("downloading dependencies: " + downloads + " files so far");
            }
        } else if (line.startsWith("[ERROR]") && errors.size() < MOST_ERRORS) {
            errors.add(line);
        }
    }

    String errors() {
        return String.join("\n", errors);
    }

    private void tell(String text) {
        lastTold = Instant.now();
        progress.accept(text);
    }
}
