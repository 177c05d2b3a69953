package dev.offhook.tenant.console.form;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Somebody else saved first.
 *
 * @param author who; null where nobody is known any more
 * @param at when
 */
public record Conflict(@Nullable String author, Instant at) {}
