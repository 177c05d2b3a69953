package dev.offhook.tenant.console.form;

import java.util.List;

/** A part of a form; its name is a path within the form's own block of the document. */
public sealed interface Part {
    /** The path, e.g. {@code phrases.silent}; also the name of the input. */
    String name();

    /**
     * One input.
     *
     * @param type how its text becomes a value
     */
    record Cell(String name, CellType type) implements Part {}

    /**
     * Blocks that can be added, removed and moved. What a block holds besides its cells is kept.
     *
     * @param key the cell by which a block is known again
     */
    record Rows(String name, String key, List<Cell> cells) implements Part {}

    /** One line or several lines of text. */
    static Cell text(String name) {
        return new Cell(name, CellType.TEXT);
    }

    /** A cell of another type. */
    static Cell cell(String name, CellType type) {
        return new Cell(name, type);
    }
}
