package dev.offhook.tenant.console.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of a form's inputs.
 *
 * @param cells by name
 * @param rows by the name of their list
 */
record Values(Map<String, String> cells, Map<String, List<RowValues>> rows) {
    /** Nothing typed. */
    static Values none() {
        return new Values(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /**
     * The texts of one block of a list.
     *
     * @param rest the block as JSON, for what it holds besides its cells
     * @param cells by name
     */
    record RowValues(String rest, Map<String, String> cells) {}

    String cell(String name) {
        return cells.getOrDefault(name, "");
    }

    List<RowValues> list(String name) {
        return rows.getOrDefault(name, List.of());
    }

    /**
     * Does what a button of a list says: {@code add:rules}, {@code remove:rules:2}, {@code up:rules:2},
     * {@code down:rules:2}. Anything else changes nothing.
     */
    Values after(String button) {
        var words = button.split(":");
        var lists = new HashMap<>(rows);
        if (words.length < 2 || !lists.containsKey(words[1])) {
            return this;
        }
        var list = new ArrayList<>(lists.get(words[1]));
        var at = words.length > 2 && words[2].matches("[0-9]{1,6}") ? Integer.parseInt(words[2]) : -1;
        switch (words[0]) {
            case "add" -> list.add(new RowValues("", Map.of()));
            case "remove" -> swapOrRemove(list, at, at);
            case "up" -> swapOrRemove(list, at, at - 1);
            case "down" -> swapOrRemove(list, at, at + 1);
            default -> {
                return this;
            }
        }
        lists.put(words[1], list);
        return new Values(cells, lists);
    }

    private static void swapOrRemove(List<RowValues> list, int at, int other) {
        if (at < 0 || at >= list.size() || other < 0 || other >= list.size()) {
            return;
        }
        if (at == other) {
            list.remove(at);
        } else {
            var moved = list.get(at);
            list.set(at, list.get(other));
            list.set(other, moved);
        }
    }
}
