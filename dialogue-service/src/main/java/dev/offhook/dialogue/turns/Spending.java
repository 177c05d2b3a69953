package dev.offhook.dialogue.turns;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.dialogue.limits.Budgets;
import dev.offhook.dialogue.limits.RateCard;
import dev.offhook.dialogue.llm.LlmConfiguration;
import dev.offhook.dialogue.llm.LlmMessage;
import dev.offhook.dialogue.llm.TokenCount;
import dev.offhook.events.Envelope;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Budget;

/** What turns and calls cost, against the tenant's budget. Blocks; only for a virtual thread. */
@ApplicationScoped
class Spending {
    /** The client may try twice. */
    private static final int ATTEMPTS = 2;

    private final Budgets budgets;
    private final LlmConfiguration.Summary summary;
    private final Clock clock = Clock.systemUTC();

    Spending(Budgets budgets, LlmConfiguration configuration) {
        this.budgets = budgets;
        this.summary = configuration.summary();
    }

    /**
     * Sets aside the most that an answer of the LLM can cost. The same event gets the same verdict again.
     *
     * @return false when the month's budget has no room for it
     */
    boolean reserve(Envelope<?> event, LlmSpeaker.Script script) {
        TenantConfiguration tenant = script.dialogue().tenant();
        return rates(tenant)
                .map(rates -> {
                    var prompt = new ArrayList<String>();
                    prompt.add(script.system());
                    script.history().stream().map(LlmMessage::text).forEach(prompt::add);
                    prompt.add(script.tools().toString());
                    int rounds = script.tools().isEmpty() ? 1 : LlmSpeaker.ROUNDS;
                    long most = rates.prompt(prompt, script.model().maxTokens()) * ATTEMPTS * rounds;
                    return most == 0 || budgets.reserve(tenant, event.id(), most, event.time());
                })
                .orElse(true);
    }

    /**
     * Sets aside the most that a summary can cost.
     *
     * @param id of the reservation
     * @param prompt the text of every message that is sent
     * @return false when the month's budget has no room for it
     */
    boolean reserve(String id, TenantConfiguration tenant, List<String> prompt) {
        return rates(tenant)
                .map(rates -> {
                    long most = rates.prompt(prompt, summary.maxTokens()) * ATTEMPTS;
                    return most == 0 || budgets.reserve(tenant, id, most, clock.instant());
                })
                .orElse(true);
    }

    /**
     * Counts what an answer has cost. Joins the caller's transaction where there is one.
     *
     * @param id of the reservation
     */
    void settle(String id, TenantConfiguration tenant, TokenCount tokens) {
        rates(tenant).ifPresent(rates -> budgets.settle(id, rates.tokens(tokens.in(), tokens.out())));
    }

    /** Counts the minutes of a call that is over, which cannot be refused. Joins the caller's transaction. */
    void minutes(Conversation call, Integer seconds, TenantConfiguration tenant, Envelope<?> end) {
        if (seconds == null || seconds == 0) {
            return;
        }
        call.voiceChannel().ifPresent(kind -> rates(tenant).ifPresent(rates -> {
            long micros = rates.minutes(kind, seconds);
            if (micros > 0) {
                budgets.spend(tenant, call.id() + ":minutes", micros, end.time());
            }
        }));
    }

    private static Optional<RateCard> rates(TenantConfiguration tenant) {
        return Optional.ofNullable(tenant.limits().budget()).map(Budget::rates).map(RateCard::new);
    }
}
