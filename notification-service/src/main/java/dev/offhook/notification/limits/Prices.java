package dev.offhook.notification.limits;

import java.math.BigDecimal;

import dev.offhook.events.Messaging.Budget;
import dev.offhook.events.SmsEvent;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.phone.PhoneNumbers;

/** What messages cost. */
public final class Prices {
    private Prices() {}

    /**
     * The cost of a message in the currency of the budget: its segments at the price of the recipient's country, else
     * of the channel; nothing for a channel without a price.
     *
     * @param recipient E.164, behind {@link SmsEvent#WHATSAPP} for a WhatsApp message
     */
    public static BigDecimal of(Budget budget, Channel.Kind channel, String recipient, int segments) {
        BigDecimal segment = PhoneNumbers.country(SmsEvent.number(recipient))
                .map(budget.countries()::get)
                .orElseGet(() -> budget.segments().getOrDefault(channel, BigDecimal.ZERO));
        return segment.multiply(BigDecimal.valueOf(segments));
    }
}
