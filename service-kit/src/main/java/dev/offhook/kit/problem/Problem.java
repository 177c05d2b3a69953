package dev.offhook.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What was wrong with a request, as RFC 9457 {@code application/problem+json}.
 *
 * @param title a short name of the kind of problem, the same for every occurrence
 * @param status the HTTP status, 400 to 599
 * @param detail what was wrong this time and what would be right; no secrets, no full phone number
 * @param field the field or parameter that was wrong, null when it was no single one
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String title, int status, String detail, String field) {
    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";
}
