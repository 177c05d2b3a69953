package dev.offhook.tenant.configuration;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What became of one field.
 *
 * @param path e.g. {@code assistant.rules[price].say}; entries of lists by id, kind or name where they have one
 * @param from what it was, a long text cut; null when it was not there
 * @param to what it is, a long text cut; null when it is not there any more
 */
@RegisterForReflection
public record FieldChange(
        String path, @Nullable String from, @Nullable String to) {}
