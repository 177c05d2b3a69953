package dev.offhook.tenant.console.form;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The block of a tenant's document that one form shows. */
public interface Section {

    /** Its inputs. */
    List<Part> parts();

    /** The block as the form sees it; a copy, or a new one where the document has none. */
    ObjectNode open(ObjectNode document);

    /** Puts the block back into the document. */
    void close(ObjectNode document, ObjectNode block);

    /**
     * The name of the input that a path of the document stands for.
     *
     * @param document as the faults were found in it
     * @param path e.g. {@code assistant.rules[0].say}
     * @return e.g. {@code rules[0].say}; null when the path is not in this form
     */
    String name(ObjectNode document, String path);

    /** The block at one of the document's own fields. */
    static Section at(String field, List<Part> parts) {
        return new FieldSection(field, parts);
    }

    /** Fields of the document itself. */
    static Section ofDocument(List<Part> parts) {
        return new DocumentSection(parts);
    }
}
