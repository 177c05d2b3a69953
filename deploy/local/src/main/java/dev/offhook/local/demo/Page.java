package dev.offhook.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.offhook.local.cli.Console;

/** Two columns within 100 characters: what is said on the left, with its latency, and the events on the right. */
final class Page {
    private static final int WIDTH = 99;
    private static final int WORDS = 52;
    private static final int LATENCY = 9;

    private final Consumer<String> out;
    private final Console style;

    /** Prints to {@code console}, with its colours. */
    Page(Console console) {
        this(console::line, console);
    }

    /** Prints lines to {@code out}, with the colours of {@code style}. */
    Page(Consumer<String> out, Console style) {
        this.out = out;
        this.style = style;
    }

    void title(String title) {
        out.accept("");
        out.accept(style.bold("── " + title + " " + "─".repeat(Math.max(0, WIDTH - title.length() - 4))));
    }

    void caller(String text, List<String> events) {
        rows("👤 ", text, style::cyan, "", events);
    }

    void bot(String text, long millis, List<String> events) {
        rows("🤖 ", text, style::green, millis + " ms", events);
    }

    void wrong(String text) {
        out.accept(style.red("✗ " + text));
    }

    private void rows(String who, String text, UnaryOperator<String> colour, String latency, List<String> events) {
        List<String> words = wrap(text, WORDS - who.length());
        for (int row = 0; row < Math.max(words.size(), events.size()); row++) {
            String said = row < words.size() ? words.get(row) : "";
            String margin = row == 0 ? who : " ".repeat(who.length());
            String left = pad(margin + said, WORDS);
            String middle = row == 0 ? " ".repeat(LATENCY - latency.length()) + latency : " ".repeat(LATENCY);
            String right = row < events.size() ? "  " + events.get(row) : "";
            String beside = (middle + right).stripTrailing();
            out.accept(beside.isEmpty() ? colour.apply(left.stripTrailing()) : colour.apply(left) + style.dim(beside));
        }
    }

    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    // The two pictures are two columns wide and two characters long, so that lengths are widths here.
    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
