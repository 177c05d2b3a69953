package dev.offhook.dialogue.turns;

import java.math.BigDecimal;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.dialogue.limits.RateCard;
import dev.offhook.dialogue.record.CostsOf;
import dev.offhook.events.ConversationRecord.Costs;
import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.TenantConfiguration;

/** What a conversation cost by the tenant's own rates, whether or not anything is capped. */
@ApplicationScoped
class CostsByRates implements CostsOf {
    private static final int MICROS = 6;

    @Override
    public Costs costs(TenantConfiguration tenant, Used used) {
        var budget = tenant.limits().budget();
        if (budget == null) {
            return null;
        }
        var rates = new RateCard(budget.rates());
        long minutes = used.medium() == Medium.CALL
                ? Conversation.voiceChannel(used.provider())
                        .map(kind -> rates.minutes(kind, used.seconds()))
                        .orElse(0L)
                : 0;
        return new Costs(
                budget.currency(),
                money(rates.tokens(used.inputTokens(), used.outputTokens())),
                money(minutes),
                used.inputTokens(),
                used.outputTokens(),
                used.seconds());
    }

    private static BigDecimal money(long micros) {
        return BigDecimal.valueOf(micros, MICROS);
    }
}
