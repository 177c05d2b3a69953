package dev.offhook.webhook.provider;

import java.util.List;
import java.util.function.Predicate;

import dev.offhook.events.Event;

/**
 * What a payload gets, and what becomes known of it.
 *
 * @param status of the answer
 * @param contentType what its media type begins with; empty for an answer without a body
 * @param body whether the body is right
 * @param events what is published, in this order, under the payload's subject
 */
record Expected(int status, String contentType, Predicate<String> body, List<Published> events) {

    /**
     * One event.
     *
     * @param id a regular expression of {@code ce_id}; what stands before the first colon belongs to the subject
     * @param data all of its fields
     */
    record Published(String id, Event data) {}

    static Expected nothing(int status) {
        return new Expected(status, "", String::isEmpty, List.of());
    }

    static Expected twiml(Predicate<String> body) {
        return new Expected(200, "text/xml", body, List.of());
    }

    static Expected json(Predicate<String> body) {
        return new Expected(200, "application/json", body, List.of());
    }

    Expected publishing(String id, Event data) {
        return new Expected(status, contentType, body, List.of(new Published(id, data)));
    }

    static Predicate<String> with(String... texts) {
        return body -> List.of(texts).stream().allMatch(body::contains);
    }
}
