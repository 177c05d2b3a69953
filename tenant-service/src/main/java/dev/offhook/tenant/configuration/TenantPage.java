package dev.offhook.tenant.configuration;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Tenants by slug.
 *
 * @param next what {@code after} is for the next page; null on the last one
 */
public record TenantPage(
        List<TenantSummary> tenants, @Nullable String next) {}
