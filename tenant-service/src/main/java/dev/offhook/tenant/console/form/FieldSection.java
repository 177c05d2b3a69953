package dev.offhook.tenant.console.form;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The block at a field of the document. */
record FieldSection(String field, List<Part> parts) implements Section {

    @Override
    public ObjectNode open(ObjectNode document) {
        return document.get(field) instanceof ObjectNode block ? block.deepCopy() : document.objectNode();
    }

    @Override
    public void close(ObjectNode document, ObjectNode block) {
        document.set(field, block);
    }

    @Override
    public String name(ObjectNode document, String path) {
        return path.startsWith(field + ".") ? path.substring(field.length() + 1) : null;
    }
}
