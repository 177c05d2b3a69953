package dev.offhook.tenant.console.settings;

import java.util.List;

/**
 * Why a secret was not set or removed.
 *
 * @param name of the secret
 * @param errors in the reader's language
 */
record SecretErrors(String name, List<String> errors) {}
