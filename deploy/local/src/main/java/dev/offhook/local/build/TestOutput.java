package dev.offhook.local.build;

import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Reads the output of a Maven run with tests: tells modules, results and failures, and adds the results up. */
public final class TestOutput {
    private static final Pattern MODULE = Pattern.compile("\\[INFO] Building (.+) \\S+ +\\[(\\d+/\\d+)]");
    private static final Pattern TESTS =
            Pattern.compile("\\[\\w+] +Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: (\\d+)(.*)");
    private static final Pattern RUNNING = Pattern.compile("\\[INFO] Running (\\S+)");

    private final Consumer<String> told;
    private int run;
    private int failed;
    private int skipped;
    private boolean insideFailure;
    private volatile @Nullable String running;
    private @Nullable String runningBefore;

    /** A reader that tells what a person wants to see. */
    public TestOutput(Consumer<String> told) {
        this.told = told;
    }

    /** Reads the next line. */
    public void line(String line) {
        var module = MODULE.matcher(line);
        var tests = TESTS.matcher(line);
        var begun = RUNNING.matcher(line);
        if (module.matches()) {
            told.accept(module.group(2) + " " + module.group(1));
        } else if (tests.matches()) {
            told.accept(line);
            // The lines with a class in them add up to the one without.
            if (tests.group(5).isBlank()) {
                run += Integer.parseInt(tests.group(1));
                failed += Integer.parseInt(tests.group(2)) + Integer.parseInt(tests.group(3));
                skipped += Integer.parseInt(tests.group(4));
            }
            insideFailure = false;
            running = null;
        } else if (begun.matches()) {
            running = begun.group(1);
        } else if (line.startsWith("[ERROR]")) {
            told.accept(line);
            insideFailure = line.contains("<<< FAILURE!") || line.contains("<<< ERROR!");
        } else if (insideFailure) {
            insideFailure = !line.isBlank() && !line.startsWith("[");
            if (insideFailure) {
                told.accept(line);
            }
        }
    }

    /** Tells the class that is still running, when it is the one that ran at the last look: it takes long, or hangs. */
    public void look() {
        String now = running;
        if (now != null && now.equals(runningBefore)) {
            told.accept("still in " + now);
        }
        runningBefore = now;
    }

    /** How many tests failed or ended with an error. */
    public int failed() {
        return failed;
    }

    /** {@code N passed, N failed, N skipped}. */
    public String sum() {
        return (run - failed - skipped) + " passed, " + failed + " failed, " + skipped + " skipped";
    }
}
