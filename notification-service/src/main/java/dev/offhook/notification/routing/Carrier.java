package dev.offhook.notification.routing;

import dev.offhook.events.TenantConfiguration.Channel;

/**
 * A way to send a message.
 *
 * @param channel which of the tenant's channels
 * @param sender which of its numbers, in the form of the recipient's address
 */
public record Carrier(Channel.Kind channel, String sender) {}
