package dev.offhook.local.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The terminal: plain lines, with colours where a person looks at them and has not set {@code NO_COLOR}. */
public final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean coloured;
    private final Instant since = Instant.now();

    private Console(PrintStream out, PrintStream err, boolean coloured) {
        this.out = out;
        this.err = err;
        this.coloured = coloured;
    }

    /** The terminal of this process. */
    public static Console ofProcess() {
        var terminal = System.console() != null && System.console().isTerminal();
        return new Console(System.out, System.err, terminal && System.getenv("NO_COLOR") == null);
    }

    /** A console that shows nothing. */
    public static Console silent() {
        var nothing = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(nothing, nothing, false);
    }

    /** Prints a line. */
    public void line(String text) {
        out.println(text);
    }

    /** Prints an empty line. */
    public void line() {
        out.println();
    }

    /** Prints a formatted line, numbers in English. */
    public void line(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
    }

    /** Prints text without ending the line, e.g. before input. */
    public void print(String text) {
        out.print(text);
        out.flush();
    }

    /** Prints a step of something that takes long, after the seconds since this console was made. */
    public void progress(String text) {
        var seconds = Duration.between(since, Instant.now()).toMillis() / 1000.0;
        out.println(dim(String.format(Locale.ROOT, "%6.1f s", seconds)) + "  " + text);
    }

    /** Prints why something failed, to the error output. */
    public void error(String text) {
        err.println(red(text));
    }

    /** Prints rows under headers, each column as wide as its widest cell (colours not counted). */
    public void table(List<String> headers, List<List<String>> rows) {
        var widths = IntStream.range(0, headers.size())
                .map(column -> Math.max(
                        headers.get(column).length(),
                        rows.stream()
                                .mapToInt(row -> visible(row.get(column)).length())
                                .max()
                                .orElse(0)))
                .toArray();
        out.println(bold(row(headers, widths)));
        rows.forEach(row -> out.println(row(row, widths)));
    }

    /** Text that stands out. */
    public String bold(String text) {
        return styled("1", text);
    }

    /** Text that stands back. */
    public String dim(String text) {
        return styled("2", text);
    }

    /** Text that says good. */
    public String green(String text) {
        return styled("32", text);
    }

    /** Text that says bad. */
    public String red(String text) {
        return styled("31", text);
    }

    /** Text that says wait. */
    public String yellow(String text) {
        return styled("33", text);
    }

    /** Text of another voice. */
    public String cyan(String text) {
        return styled("36", text);
    }

    private String styled(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private static String row(List<String> cells, int[] widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> cells.get(column)
                        + " ".repeat(widths[column] - visible(cells.get(column)).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static String visible(String cell) {
        return cell.replaceAll("\u001b\\[[0-9;]*m", "");
    }
}
