package dev.offhook.local.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Two texts in two columns, broken at spaces. */
final class SideBySide {
    private static final String GAP = " │ ";

    private final int column;

    /** @param width of both columns and what is between them, in characters */
    SideBySide(int width) {
        this.column = Math.max(10, (width - GAP.length()) / 2);
    }

    /** The lines of both, the shorter one filled up. */
    List<String> lines(String left, UnaryOperator<String> leftStyle, String right, UnaryOperator<String> rightStyle) {
        var lefts = broken(left);
        var rights = broken(right);
        return IntStream.range(0, Math.max(lefts.size(), rights.size()))
                .mapToObj(line -> leftStyle.apply(padded(line < lefts.size() ? lefts.get(line) : ""))
                        + GAP
                        + (line < rights.size() ? rightStyle.apply(rights.get(line)) : ""))
                .toList();
    }

    private String padded(String text) {
        return text + " ".repeat(column - text.length());
    }

    private List<String> broken(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            String rest = word;
            if (!line.isEmpty() && line.length() + 1 + rest.length() > column) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (rest.length() > column) {
                lines.add(rest.substring(0, column));
                rest = rest.substring(column);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }
}
