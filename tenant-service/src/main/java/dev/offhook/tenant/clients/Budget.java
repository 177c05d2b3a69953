package dev.offhook.tenant.clients;

import java.math.BigDecimal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What a month may cost and has cost.
 *
 * @param month {@code 2026-11}
 * @param currency ISO 4217
 * @param cap null for any sum
 * @param spent what was paid
 * @param reserved what is set aside
 */
@RegisterForReflection
public record Budget(
        String month, String currency, @Nullable BigDecimal cap, BigDecimal spent, BigDecimal reserved) {}
