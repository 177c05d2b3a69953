package dev.offhook.tenant.console.overview;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleFunction;

import io.quarkus.qute.RawString;
import org.jspecify.annotations.Nullable;

/**
 * A chart of days as inline SVG: no script, no style of its own. Colours come from the stylesheet by the classes {@code
 * s1}, {@code s2}, {@code s3} of its series.
 *
 * @param id unique on the page; lower case
 * @param title names it, for who cannot see it, too
 * @param description what it shows, in a sentence
 * @param days labels of the days, in order
 * @param series what is drawn, 1 to 3; each has a value for each day
 * @param written how a value is written
 */
public record DayChart(
        String id,
        String title,
        String description,
        List<String> days,
        List<Series> series,
        DoubleFunction<String> written) {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 200;
    private static final int LEFT = 52;
    private static final int RIGHT = 8;
    private static final int TOP = 10;
    private static final int BOTTOM = 24;
    private static final int LINES = 4;
    private static final int LABELS = 7;
    private static final double WIDEST_BAR = 44;

    /**
     * One row of values.
     *
     * @param label its name
     * @param values one for each day; null where there is none
     */
    public record Series(String label, List<@Nullable Double> values) {}

    /** Whether there is anything to see. */
    public boolean empty() {
        return series.stream().flatMap(one -> one.values().stream()).noneMatch(value -> value != null && value > 0);
    }

    /** Its class for colours. */
    public String style(int index) {
        return "s" + (index + 1);
    }

    /** A value as it is written; a dash for none. */
    public String cell(@Nullable Double value) {
        return value == null ? "–" : written.apply(value);
    }

    /** The series as bars on top of each other. */
    public RawString bars() {
        double most = 0;
        for (int day = 0; day < days.size(); day++) {
            double sum = 0;
            for (var one : series) {
                sum += value(one, day);
            }
            most = Math.max(most, sum);
        }
        // A few calls are counted in whole ones.
        double top = most == Math.rint(most) && most < 10 ? wholeTop(most) : roundTop(most);
        var svg = begin(top);
        double step = step();
        double width = Math.min(step * 0.7, WIDEST_BAR);
        for (int day = 0; day < days.size(); day++) {
            double below = 0;
            for (int i = 0; i < series.size(); i++) {
                double value = value(series.get(i), day);
                if (value > 0) {
                    double y = y(below + value, top);
                    svg.append("<rect class=\"")
                            .append(style(i))
                            .append("\" x=\"")
                            .append(number(x(day) - width / 2))
                            .append("\" y=\"")
                            .append(number(y))
                            .append("\" width=\"")
                            .append(number(width))
                            .append("\" height=\"")
                            .append(number(y(below, top) - y))
                            .append("\" rx=\"2\"><title>")
                            .append(tip(day, series.get(i), value))
                            .append("</title></rect>");
                    below += value;
                }
            }
        }
        return end(svg);
    }

    /** The series as lines; a day without a value is left out. */
    public RawString lines() {
        double top = roundTop(series.stream()
                .flatMap(one -> one.values().stream())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0));
        var svg = begin(top);
        for (int i = 0; i < series.size(); i++) {
            var one = series.get(i);
            var path = new StringBuilder();
            var dots = new StringBuilder();
            for (int day = 0; day < days.size(); day++) {
                Double value = one.values().get(day);
                if (value != null) {
                    path.append(path.isEmpty() ? 'M' : 'L')
                            .append(number(x(day)))
                            .append(' ')
                            .append(number(y(value, top)));
                    dots.append("<circle class=\"dot ")
                            .append(style(i))
                            .append("\" cx=\"")
                            .append(number(x(day)))
                            .append("\" cy=\"")
                            .append(number(y(value, top)))
                            .append("\" r=\"3\"><title>")
                            .append(tip(day, one, value))
                            .append("</title></circle>");
                }
            }
            svg.append("<path class=\"line ")
                    .append(style(i))
                    .append("\" fill=\"none\" d=\"")
                    .append(path)
                    .append("\"/>")
                    .append(dots);
        }
        return end(svg);
    }

    private StringBuilder begin(double top) {
        var svg = new StringBuilder("<svg class=\"chart\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-labelledby=\"")
                .append(id)
                .append("-title ")
                .append(id)
                .append("-description\"><title id=\"")
                .append(id)
                .append("-title\">")
                .append(escaped(title))
                .append("</title><desc id=\"")
                .append(id)
                .append("-description\">")
                .append(escaped(description))
                .append("</desc>");
        for (int line = 0; line <= LINES; line++) {
            double value = top * line / LINES;
            double y = y(value, top);
            svg.append("<line class=\"grid\" x1=\"")
                    .append(LEFT)
                    .append("\" x2=\"")
                    .append(WIDTH - RIGHT)
                    .append("\" y1=\"")
                    .append(number(y))
                    .append("\" y2=\"")
                    .append(number(y))
                    .append("\"/><text class=\"axis\" text-anchor=\"end\" x=\"")
                    .append(LEFT - 6)
                    .append("\" y=\"")
                    .append(number(y + 4))
                    .append("\">")
                    .append(escaped(written.apply(value)))
                    .append("</text>");
        }
        int every = Math.max(1, (int) Math.ceil((double) days.size() / LABELS));
        for (int day = 0; day < days.size(); day += every) {
            svg.append("<text class=\"axis\" text-anchor=\"middle\" x=\"")
                    .append(number(x(day)))
                    .append("\" y=\"")
                    .append(HEIGHT - 6)
                    .append("\">")
                    .append(escaped(days.get(day)))
                    .append("</text>");
        }
        return svg;
    }

    private static RawString end(StringBuilder svg) {
        return new RawString(svg.append("</svg>").toString());
    }

    private String tip(int day, Series one, double value) {
        return escaped(days.get(day) + ", " + one.label() + ": " + written.apply(value));
    }

    private double step() {
        return (double) (WIDTH - LEFT - RIGHT) / Math.max(1, days.size());
    }

    private double x(int day) {
        return LEFT + step() * (day + 0.5);
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM);
    }

    private static double value(Series one, int day) {
        Double value = one.values().get(day);
        return value == null ? 0 : value;
    }

    /** The next of 1, 2, 4, 6, 8, 10 of its power of ten, so that the lines stand at numbers that people read. */
    static double roundTop(double most) {
        if (most <= 0) {
            return LINES;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double factor : new double[] {1, 2, 4, 6, 8}) {
            if (most <= factor * power) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static double wholeTop(double most) {
        return Math.max(1, Math.ceil(most / LINES)) * LINES;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
