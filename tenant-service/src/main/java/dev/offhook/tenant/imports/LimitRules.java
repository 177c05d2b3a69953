package dev.offhook.tenant.imports;

import java.math.BigDecimal;
import java.util.Currency;

import dev.offhook.events.EventJson;
import dev.offhook.events.TenantConfiguration.Budget;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.Rates;

/** What must hold for the limits and the budget. */
final class LimitRules {
    /** Far above any business, far below what overflows a sum. */
    private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(1_000_000_000);

    private final Limits limits;
    private final Faults faults;

    LimitRules(Limits limits, Faults faults) {
        this.limits = limits;
        this.faults = faults;
    }

    void check() {
        faults.positive("limits.callsPerCaller", limits.callsPerCaller(), 20);
        faults.positive("limits.callsPerDay", limits.callsPerDay(), 500);
        faults.positive("limits.concurrentCalls", limits.concurrentCalls(), 10);
        faults.positive("limits.messagesPerCaller", limits.messagesPerCaller(), 200);
        faults.numbers("limits.blocked", limits.blocked());
        if (limits.budget() != null) {
            budget(limits.budget());
        }
    }

    private void budget(Budget budget) {
        String field = "limits.budget.";
        money(field + "monthly", budget.monthly());
        if (budget.currency() == null || !isCurrency(budget.currency())) {
            faults.add(
                    field + "currency", Faults.quoted(budget.currency()) + " is no ISO 4217 currency; good is \"USD\"");
        }
        if (budget.rates() == null) {
            faults.add(field + "rates", "is missing; good is {inputTokens: 0.15, outputTokens: 0.60}");
        } else {
            rates(field + "rates.", budget.rates());
        }
    }

    private void rates(String field, Rates rates) {
        money(field + "inputTokens", rates.inputTokens());
        money(field + "outputTokens", rates.outputTokens());
        rates.minutes()
                .forEach((kind, rate) ->
                        money(field + "minutes." + EventJson.mapper().convertValue(kind, String.class), rate));
    }

    private void money(String field, BigDecimal amount) {
        if (amount != null && (amount.signum() < 0 || amount.compareTo(MOST_MONEY) > 0)) {
            faults.add(field, amount + " is not from 0 to " + MOST_MONEY.toPlainString() + "; good is 10.50");
        }
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
    }
}
