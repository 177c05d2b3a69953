package dev.offhook.notification.templates;

/** A template cannot be filled with what was given. Expected, so without a stack trace. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the field of the request, e.g. {@code template.parameters.arrival}
     * @param detail what is wrong and what would be right
     */
    TemplateException(String field, String detail) {
        super(detail, null, false, false);
        this.field = field;
    }

    /** The field of the request that is wrong. */
    public String field() {
        return field;
    }
}
