package dev.offhook.tenant.console.form;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.ws.rs.core.MultivaluedMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.events.EventJson;
import dev.offhook.tenant.configuration.Fault;
import dev.offhook.tenant.configuration.FaultKind;
import dev.offhook.tenant.console.form.Part.Cell;
import dev.offhook.tenant.console.form.Part.Rows;
import dev.offhook.tenant.console.form.Values.RowValues;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Carries texts between a section's inputs, what a browser sends, and a document. */
final class Sheet {
    private final Section section;

    Sheet(Section section) {
        this.section = section;
    }

    /** What the inputs show of a document. */
    Values shown(ObjectNode document) {
        var block = section.open(document);
        var values = Values.none();
        for (var part : section.parts()) {
            switch (part) {
                case Cell cell -> values.cells().put(cell.name(), cell.type().show(at(block, cell.name())));
                case Rows rows -> {
                    var list = new ArrayList<RowValues>();
                    at(block, rows.name()).forEach(row -> list.add(row(rows, row)));
                    values.rows().put(rows.name(), list);
                }
            }
        }
        return values;
    }

    /** What a browser has sent. */
    Values typed(MultivaluedMap<String, String> form) {
        var values = Values.none();
        for (var part : section.parts()) {
            switch (part) {
                case Cell cell -> values.cells().put(cell.name(), text(form, cell.name()));
                case Rows rows -> {
                    var list = new ArrayList<RowValues>();
                    for (var index : form.getOrDefault(rows.name() + "[]", List.of())) {
                        var prefix = rows.name() + "[" + index + "].";
                        var cells = new LinkedHashMap<String, String>();
                        rows.cells().forEach(cell -> cells.put(cell.name(), text(form, prefix + cell.name())));
                        list.add(new RowValues(text(form, prefix + "rest"), cells));
                    }
                    values.rows().put(rows.name(), list);
                }
            }
        }
        return values;
    }

    /**
     * Writes texts into a document.
     *
     * @return what does not fit; such a text leaves the document as it was. Fields are names of inputs
     */
    List<Fault> write(Values values, ObjectNode document) {
        var faults = new ArrayList<Fault>();
        var block = section.open(document);
        for (var part : section.parts()) {
            switch (part) {
                case Cell cell -> put(block, cell, cell.name(), values.cell(cell.name()), faults);
                case Rows rows -> {
                    var list = block.arrayNode();
                    var typed = values.list(rows.name());
                    for (int i = 0; i < typed.size(); i++) {
                        var row = parsed(block, typed.get(i).rest());
                        for (var cell : rows.cells()) {
                            var name = rows.name() + "[" + i + "]." + cell.name();
                            put(row, cell, name, typed.get(i).cells().getOrDefault(cell.name(), ""), faults);
                        }
                        list.add(row);
                    }
                    block.set(rows.name(), list);
                }
            }
        }
        section.close(document, block);
        return faults;
    }

    /** Tells whether a document still shows the same in this form. */
    static String fingerprint(Values values) {
        try {
            var text = new TreeMap<>(values.cells()) + "\n" + new TreeMap<>(values.rows());
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static RowValues row(Rows rows, JsonNode row) {
        Map<String, String> cells = new LinkedHashMap<>();
        rows.cells().forEach(cell -> cells.put(cell.name(), cell.type().show(at(row, cell.name()))));
        return new RowValues(row.toString(), cells);
    }

    private static void put(ObjectNode block, Cell cell, String name, String text, List<Fault> faults) {
        cell.type()
                .read(text)
                .ifPresentOrElse(
                        value -> set(block, cell.name(), value),
                        () -> faults.add(new Fault(
                                name,
                                text,
                                FaultKind.WRONG_TYPE,
                                List.of(cell.type().good()),
                                name + " does not fit; good is " + cell.type().good())));
    }

    private static String text(MultivaluedMap<String, String> form, String name) {
        var text = form.getFirst(name);
        return text == null ? "" : text;
    }

    private static JsonNode at(JsonNode block, String name) {
        var node = block;
        for (var step : name.split("\\.")) {
            node = node.path(step);
        }
        return node;
    }

    private static void set(ObjectNode block, String name, JsonNode value) {
        var steps = name.split("\\.");
        var node = block;
        for (int i = 0; i < steps.length - 1; i++) {
            if (!(node.get(steps[i]) instanceof ObjectNode)) {
                if (value.isNull()) {
                    return;
                }
                node.putObject(steps[i]);
            }
            node = (ObjectNode) node.get(steps[i]);
        }
        var last = steps[steps.length - 1];
        if (value.isNull() || value instanceof ArrayNode list && list.isEmpty() && !node.has(last)) {
            node.remove(last);
        } else {
            node.set(last, value);
        }
    }

    /** What is no block was not sent by the console; the row then is a new one. */
    private static ObjectNode parsed(ObjectNode factory, String json) {
        try {
            return !json.isBlank() && EventJson.mapper().readTree(json) instanceof ObjectNode row
                    ? row
                    : factory.objectNode();
        } catch (JsonProcessingException e) {
            return factory.objectNode();
        }
    }
}
