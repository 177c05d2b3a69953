package dev.offhook.tenant.rules;

import dev.offhook.events.TenantConfiguration.Budget;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.Rates;

/** What must hold for the limits and the budget. */
final class LimitRules {
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
        new PhoneRules(faults).callers("limits.blocked", limits.blocked());
        if (limits.budget() != null) {
            budget(limits.budget());
        }
    }

    private void budget(Budget budget) {
        String field = "limits.budget.";
        faults.money(field + "monthly", budget.monthly());
        faults.currency(field + "currency", budget.currency());
        if (budget.rates() == null) {
            // In USD the platform fills its own in; it does not guess what they are in another currency.
            faults.present(field + "rates", null, "{inputTokens: 0.15, outputTokens: 0.60}");
        } else {
            rates(field + "rates.", budget.rates());
        }
    }

    private void rates(String field, Rates rates) {
        faults.money(field + "inputTokens", rates.inputTokens());
        faults.money(field + "outputTokens", rates.outputTokens());
        rates.minutes().forEach((kind, rate) -> faults.money(field + "minutes." + kind.id(), rate));
    }
}
