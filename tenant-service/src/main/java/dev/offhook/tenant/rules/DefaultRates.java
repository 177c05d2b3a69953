package dev.offhook.tenant.rules;

import java.math.BigDecimal;
import java.util.Map;

import dev.offhook.events.TenantConfiguration.Budget;
import dev.offhook.events.TenantConfiguration.Channel.Kind;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.Rates;

/** What things cost until somebody says otherwise, in USD: the providers' list prices, and those of a small LLM. */
public final class DefaultRates {
    /** The currency of these prices. */
    public static final String CURRENCY = "USD";

    /**
     * Calls and tokens. A Twilio minute is an incoming one; a Voximplant minute is an incoming one with recognition and
     * synthesis of speech, each the middle of its price range.
     */
    public static final Rates CALLS = new Rates(
            new BigDecimal("0.15"),
            new BigDecimal("0.60"),
            Map.of(Kind.TWILIO_VOICE, new BigDecimal("0.0085"), Kind.VOXIMPLANT_VOICE, new BigDecimal("0.095")));

    /** A segment of a text message. */
    public static final Map<Kind, BigDecimal> SEGMENTS = Map.of(Kind.TWILIO_SMS, new BigDecimal("0.0075"));

    private DefaultRates() {}

    /** These limits, the budget with {@link #CALLS} where it is in USD and has no rates. */
    public static Limits filledIn(Limits limits) {
        Budget budget = limits.budget();
        if (budget == null || budget.rates() != null || !CURRENCY.equals(budget.currency())) {
            return limits;
        }
        return new Limits(
                limits.callsPerCaller(),
                limits.callsPerDay(),
                limits.concurrentCalls(),
                limits.messagesPerCaller(),
                limits.blocked(),
                new Budget(budget.monthly(), budget.currency(), CALLS));
    }
}
