package dev.offhook.webhook.provider;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Whose request it says it is.
 *
 * @param tenant the tenant
 * @param channel the tenant's channel of this provider that it came in on
 * @param account the provider's account that the request names; null when it names none
 * @param number the tenant's number that the request names, E.164; null when it names none
 */
public record Claim(
        TenantConfiguration tenant,
        Channel channel,
        @Nullable String account,
        @Nullable String number) {}
