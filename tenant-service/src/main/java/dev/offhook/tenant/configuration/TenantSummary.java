package dev.offhook.tenant.configuration;

import java.time.Instant;
import java.util.List;

import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Plan;

/**
 * A tenant in a list.
 *
 * @param channels those that are switched on
 */
public record TenantSummary(
        String slug, String name, Plan plan, List<Channel.Kind> channels, Instant updatedAt, long version) {}
