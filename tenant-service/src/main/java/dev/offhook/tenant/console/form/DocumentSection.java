package dev.offhook.tenant.console.form;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The document itself. */
record DocumentSection(List<Part> parts) implements Section {

    @Override
    public ObjectNode open(ObjectNode document) {
        return document.deepCopy();
    }

    @Override
    public void close(ObjectNode document, ObjectNode block) {
        document.removeAll();
        document.setAll(block);
    }

    @Override
    public String name(ObjectNode document, String path) {
        return path;
    }
}
