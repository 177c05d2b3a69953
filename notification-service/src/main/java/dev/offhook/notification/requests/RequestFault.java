package dev.offhook.notification.requests;

/**
 * What is wrong with a request.
 *
 * @param field its field, e.g. {@code template.parameters.arrival}
 * @param detail what is wrong and what would be right; no words of the message, numbers masked
 */
public record RequestFault(String field, String detail) {

    /** The fault that a reason tells which reads field, colon, detail. */
    public static RequestFault of(String reason) {
        String[] parts = reason.split(": ", 2);
        return parts.length == 2 ? new RequestFault(parts[0], parts[1]) : new RequestFault("request", reason);
    }

    /** As a reason in an event: field, colon, detail. */
    public String reason() {
        return field + ": " + detail;
    }
}
