package dev.offhook.notification.providers;

import dev.offhook.notification.status.ProviderWord;
import org.jspecify.annotations.Nullable;

/**
 * A message that the provider has.
 *
 * @param id the provider's id
 * @param word how far it is
 * @param errorCode the provider's code, null without an error
 */
public record FoundMessage(
        String id, ProviderWord word, @Nullable String errorCode) {}
