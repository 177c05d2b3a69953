package dev.offhook.notification.requests;

/**
 * What is wrong with a request.
 *
 * @param field its field, e.g. {@code template.parameters.arrival}
 * @param detail what is wrong and what would be right; no words of the message, numbers masked
 */
public record RequestFault(String field, String detail) {

    /** As a reason in an event: field, colon, detail. */
    public String reason() {
        return field + ": " + detail;
    }
}
