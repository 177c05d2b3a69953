package dev.offhook.notification.api;

import java.io.IOException;
import java.io.UncheckedIOException;

import dev.offhook.events.EventJson;
import org.jspecify.annotations.Nullable;

/** The name in a stored use of a template. */
final class TemplateName {
    private TemplateName() {}

    static @Nullable String of(@Nullable String json) {
        try {
            return json == null
                    ? null
                    : EventJson.mapper().readTree(json).path("id").textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
