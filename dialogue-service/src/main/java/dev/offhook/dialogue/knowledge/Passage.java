package dev.offhook.dialogue.knowledge;

/**
 * Something that a tenant knows about what was said.
 *
 * @param id of the entry, or name of the document and number of the passage, e.g. {@code house-rules#3}
 * @param title the entry's first question, or the document's name
 * @param text the answer as it is spoken, or the passage as it was written
 * @param score how well it fits, 0 to 1
 */
public record Passage(String id, String title, String text, double score) {}
