package dev.offhook.dialogue.limits;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Rates;

/**
 * What things cost at a tenant's rates, in millionths of the budget's currency, rounded up. Prices whose product with a
 * quantity passes nine quintillion millionths are refused with an {@link ArithmeticException}.
 */
public final class RateCard {
    /** Role, separators and what else a chat format puts around a message; no known one needs half of it. */
    private static final int TOKENS_AROUND_A_MESSAGE = 16;

    private static final int SECONDS = 60;
    private static final int MICROS = 6;

    private final Rates rates;

    /** @param rates the tenant's */
    public RateCard(Rates rates) {
        this.rates = rates;
    }

    /**
     * What an LLM's answer has cost.
     *
     * @param input tokens that it read, 0 or more
     * @param output tokens that it wrote, 0 or more
     * @throws IllegalArgumentException for a negative one
     */
    public long tokens(long input, long output) {
        notNegative("input", input);
        notNegative("output", output);
        // The price of a million tokens in the currency is the price of one in its millionths.
        return micros(rates.inputTokens()
                .multiply(BigDecimal.valueOf(input))
                .add(rates.outputTokens().multiply(BigDecimal.valueOf(output))));
    }

    /**
     * The most that an LLM's answer can cost, known before it is asked: no tokenizer makes more tokens of a text than it
     * has bytes of UTF-8.
     *
     * @param messages the text of every message of the prompt; the description of the tools counts as one
     * @param maxTokens the longest answer that is asked for, in tokens, 0 or more
     * @throws IllegalArgumentException for a negative {@code maxTokens}
     */
    public long prompt(List<String> messages, int maxTokens) {
        long bytes = 0;
        for (String message : messages) {
            bytes += message.getBytes(StandardCharsets.UTF_8).length + TOKENS_AROUND_A_MESSAGE;
        }
        return tokens(bytes + TOKENS_AROUND_A_MESSAGE, maxTokens);
    }

    /**
     * What a call costs: each started minute.
     *
     * @param kind the channel that carried it; one without a rate costs nothing
     * @param seconds its length, 0 or more
     * @throws IllegalArgumentException for a negative length
     */
    public long minutes(Channel.Kind kind, long seconds) {
        notNegative("seconds", seconds);
        BigDecimal perMinute = rates.minutes().getOrDefault(kind, BigDecimal.ZERO);
        return micros(perMinute
                .multiply(BigDecimal.valueOf(Math.ceilDiv(seconds, SECONDS)))
                .movePointRight(MICROS));
    }

    private static long micros(BigDecimal exact) {
        return exact.setScale(0, RoundingMode.CEILING).longValueExact();
    }

    private static void notNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is " + value + "; it is 0 or more");
        }
    }
}
