package dev.offhook.tenant.console.hours;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.events.TenantConfiguration.Day;
import dev.offhook.tenant.console.form.CellType;
import dev.offhook.tenant.console.form.Part;
import dev.offhook.tenant.console.form.Section;

/** The hours, day by day: the document keeps shifts with the days that they begin on, the form days with their shifts. */
final class HoursSection implements Section {
    /** Stands for a document without hours. */
    static final String ALWAYS = "always";

    private static final String HOURS = "hours";
    private static final String WEEK = "week";
    private static final String DAYS = "days";
    private static final Pattern SHIFT = Pattern.compile("hours\\.week\\[(\\d{1,4})](\\..*)?");

    @Override
    public List<Part> parts() {
        var parts = new ArrayList<Part>(List.of(
                Part.cell(ALWAYS, CellType.FLAG),
                Part.text("afterHours.action"),
                Part.text("afterHours.target"),
                new Part.Rows(
                        "holidays",
                        "from",
                        List.of(
                                new Part.Cell("from", CellType.DATE),
                                new Part.Cell("to", CellType.DATE),
                                new Part.Cell("shifts", CellType.INTERVALS)))));
        for (var day : Day.values()) {
            parts.add(new Part.Rows(
                    id(day),
                    "from",
                    List.of(new Part.Cell("from", CellType.TIME), new Part.Cell("to", CellType.TIME))));
        }
        return parts;
    }

    /** The name of a day in the document and in the form. */
    static String id(Day day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    @Override
    public ObjectNode open(ObjectNode document) {
        var block = document.get(HOURS) instanceof ObjectNode hours ? hours.deepCopy() : document.objectNode();
        block.put(ALWAYS, !document.has(HOURS));
        for (var day : Day.values()) {
            var shifts = block.putArray(id(day));
            block.path(WEEK).forEach(shift -> {
                if (has(shift, day)) {
                    shifts.addObject()
                            .put("from", shift.path("from").asText())
                            .put("to", shift.path("to").asText());
                }
            });
        }
        return block;
    }

    @Override
    public void close(ObjectNode document, ObjectNode block) {
        var always = block.path(ALWAYS).asBoolean();
        block.remove(ALWAYS);
        // Days that are alike share their shifts, as a person would write it.
        var alike = new LinkedHashMap<JsonNode, ArrayNode>();
        for (var day : Day.values()) {
            var shifts = block.remove(id(day));
            alike.computeIfAbsent(shifts, nothing -> block.arrayNode()).add(id(day));
        }
        var week = block.putArray(WEEK);
        alike.forEach((shifts, days) -> shifts.forEach(shift -> {
            var entry = week.addObject();
            entry.set(DAYS, days.deepCopy());
            entry.setAll((ObjectNode) shift.deepCopy());
        }));
        if (always) {
            document.remove(HOURS);
        } else {
            document.set(HOURS, block);
        }
    }

    @Override
    public String name(ObjectNode document, String path) {
        var match = SHIFT.matcher(path);
        if (match.matches()) {
            var week = document.path(HOURS).path(WEEK);
            int index = Integer.parseInt(match.group(1));
            for (var day : Day.values()) {
                if (has(week.path(index), day)) {
                    int before = 0;
                    for (int i = 0; i < index; i++) {
                        before += has(week.path(i), day) ? 1 : 0;
                    }
                    return id(day) + "[" + before + "]" + (match.group(2) == null ? ".from" : match.group(2));
                }
            }
            return null;
        }
        return path.startsWith(HOURS + ".") ? path.substring(HOURS.length() + 1) : null;
    }

    private static boolean has(JsonNode shift, Day day) {
        for (var one : shift.path(DAYS)) {
            if (one.asText().equals(id(day))) {
                return true;
            }
        }
        return false;
    }
}
