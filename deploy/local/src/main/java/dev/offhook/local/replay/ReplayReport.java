package dev.offhook.local.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.local.cli.Console;

/** Shows the lines of a replay to a person. */
final class ReplayReport {
    private final Console console;
    private final SideBySide columns;
    private final boolean all;

    /**
     * @param width of the terminal, in characters
     * @param all true: turns that are the same are shown too
     */
    ReplayReport(Console console, int width, boolean all) {
        this.console = console;
        this.columns = new SideBySide(width);
        this.all = all;
    }

    /** One turn; nothing when it need not be shown. */
    List<String> turn(JsonNode turn) {
        boolean comparable = turn.path("comparable").asBoolean();
        boolean same = turn.path("same").asBoolean();
        if (!all && (!comparable || same)) {
            return List.of();
        }
        String verdict = verdict(comparable, same);
        var then = turn.path("then");
        var now = turn.path("now");
        var lines = new ArrayList<String>();
        lines.add(console.bold(turn.path("conversation").asText() + " turn "
                        + turn.path("turn").asInt()) + "  " + verdict);
        if (turn.hasNonNull("caller")) {
            lines.add(console.cyan("› " + turn.path("caller").asText().replaceAll("\\s+", " ")));
        }
        lines.addAll(columns.lines("then: " + source(then), console::dim, "now: " + source(now), console::dim));
        lines.addAll(columns.lines(
                then.path("words").asText(""),
                text -> comparable && !same ? console.red(text) : text,
                now.path("words").asText(""),
                text -> comparable && !same ? console.green(text) : text));
        lines.add("");
        return lines;
    }

    /** The last line. */
    String summary(JsonNode summary) {
        int different = summary.path("different").asInt();
        String text = String.format(
                Locale.ROOT,
                "replay: %d conversations, %d turns, %d different, %d not comparable (against version %d)",
                summary.path("conversations").asInt(),
                summary.path("turns").asInt(),
                different,
                summary.path("notComparable").asInt(),
                summary.path("version").asLong());
        return different == 0 ? console.green(text) : console.yellow(text);
    }

    private String verdict(boolean comparable, boolean same) {
        if (!comparable) {
            return console.yellow("not comparable");
        }
        return same ? console.green("same") : console.red("different");
    }

    private static String source(JsonNode answer) {
        String detail = answer.path("detail").asText("");
        return answer.path("source").asText() + (detail.isEmpty() ? "" : " " + detail);
    }
}
