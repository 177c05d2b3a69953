package dev.offhook.notification.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * Messages, newest first.
 *
 * @param messages at most as many as were asked for
 * @param next the cursor of the next page; null on the last one
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessagePage(
        List<MessageView> messages, @Nullable String next) {}
