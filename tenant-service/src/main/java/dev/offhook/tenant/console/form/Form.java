package dev.offhook.tenant.console.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.offhook.tenant.console.form.Part.Rows;
import org.jspecify.annotations.Nullable;

/** A form as it is shown. */
public final class Form {
    private final Section section;
    private final Values values;
    private final @Nullable Values theirs;
    private final Map<String, List<String>> errors;
    private final List<String> elsewhere;
    private final long revision;
    private final String base;
    private final @Nullable Conflict conflict;

    /**
     * A form.
     *
     * @param values what its inputs show
     * @param theirs what is saved, where that is to be shown beside; else null
     * @param errors by name of the input
     * @param elsewhere what is wrong with no input of this form
     * @param revision that its reader has seen
     * @param base what its inputs showed at that revision, as a fingerprint
     * @param conflict why {@code theirs} is shown
     */
    Form(
            Section section,
            Values values,
            @Nullable Values theirs,
            Map<String, List<String>> errors,
            List<String> elsewhere,
            long revision,
            String base,
            @Nullable Conflict conflict) {
        this.section = section;
        this.values = values;
        this.theirs = theirs;
        this.errors = errors;
        this.elsewhere = elsewhere;
        this.revision = revision;
        this.base = base;
        this.conflict = conflict;
    }

    /** One of its inputs. */
    public Field field(String name) {
        return new Field(
                name,
                values.cell(name),
                errorsOf(name),
                theirs == null ? null : different(values.cell(name), theirs.cell(name)));
    }

    /** The blocks of a list. */
    public List<Row> rows(String list) {
        var rows = rowsPart(list);
        var typed = values.list(list);
        var shown = new ArrayList<Row>();
        for (int i = 0; i < typed.size(); i++) {
            var mine = typed.get(i).cells();
            var other = theirs == null ? null : sameRow(rows, mine);
            var fields = new LinkedHashMap<String, Field>();
            for (var cell : rows.cells()) {
                var name = list + "[" + i + "]." + cell.name();
                var text = mine.getOrDefault(cell.name(), "");
                fields.put(
                        cell.name(),
                        new Field(
                                name,
                                text,
                                errorsOf(name),
                                other == null ? null : different(text, other.getOrDefault(cell.name(), ""))));
            }
            shown.add(
                    new Row(list, i, i == 0, i == typed.size() - 1, typed.get(i).rest(), fields));
        }
        return shown;
    }

    /** What is wrong with a list as a whole. */
    public List<String> listErrors(String list) {
        return errorsOf(list);
    }

    /** The keys of blocks that somebody else has saved and that are not in this form; empty for none. */
    public String missingRows(String list) {
        if (theirs == null) {
            return "";
        }
        var key = rowsPart(list).key();
        var mine = values.list(list).stream().map(row -> row.cells().get(key)).toList();
        return theirs.list(list).stream()
                .map(row -> row.cells().get(key))
                .filter(other -> !mine.contains(other))
                .collect(Collectors.joining(", "));
    }

    /** What is wrong and stands at no input. */
    public List<String> elsewhere() {
        return elsewhere;
    }

    /** Whether anything is wrong. */
    public boolean invalid() {
        return !errors.isEmpty() || !elsewhere.isEmpty();
    }

    /** The revision that saving it replaces. */
    public long revision() {
        return revision;
    }

    /** What its inputs showed at that revision. */
    public String base() {
        return base;
    }

    /** Who saved first; null when nobody did. */
    public @Nullable Conflict conflict() {
        return conflict;
    }

    private List<String> errorsOf(String name) {
        return errors.getOrDefault(name, List.of());
    }

    private Rows rowsPart(String list) {
        return section.parts().stream()
                .filter(Rows.class::isInstance)
                .map(Rows.class::cast)
                .filter(rows -> rows.name().equals(list))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no list " + list));
    }

    private @Nullable Map<String, String> sameRow(Rows rows, Map<String, String> mine) {
        return theirs.list(rows.name()).stream()
                .map(Values.RowValues::cells)
                .filter(cells -> cells.getOrDefault(rows.key(), "").equals(mine.getOrDefault(rows.key(), "")))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String different(String mine, String other) {
        return mine.replace("\r\n", "\n").strip().equals(other.strip()) ? null : other;
    }
}
