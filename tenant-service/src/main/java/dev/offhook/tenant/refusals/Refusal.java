package dev.offhook.tenant.refusals;

import java.time.Instant;

import dev.offhook.events.RequestRefused;

/**
 * A refused request.
 *
 * @param tenant slug, or {@value #UNKNOWN}
 * @param at when
 * @param request what was wrong with it
 */
public record Refusal(String tenant, Instant at, RequestRefused request) {
    /** Stands for the tenant of a request that names none that we have. */
    public static final String UNKNOWN = "unknown";
}
