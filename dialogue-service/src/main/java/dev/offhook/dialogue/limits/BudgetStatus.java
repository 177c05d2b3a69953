package dev.offhook.dialogue.limits;

import java.time.YearMonth;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * How a tenant's budget stands. Amounts are millionths of the currency.
 *
 * @param month the calendar month of the tenant's zone
 * @param currency ISO 4217
 * @param cap what may be spent in it; null: as much as it takes
 * @param spent what was paid
 * @param reserved what is set aside for answers that are being made, or were by a process that died; it is as good as
 *     spent until it is settled
 */
@RegisterForReflection
public record BudgetStatus(YearMonth month, String currency, Long cap, long spent, long reserved) {}
