package dev.offhook.tenant.console.settings;

import java.util.List;

import dev.offhook.tenant.configuration.SecretState;
import org.jspecify.annotations.Nullable;

/**
 * A secret as it is shown.
 *
 * @param state null when it is not set
 * @param errors what was wrong with the last try
 */
record SecretLine(String name, @Nullable SecretState state, List<String> errors) {}
