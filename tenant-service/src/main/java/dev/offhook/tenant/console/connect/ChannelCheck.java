package dev.offhook.tenant.console.connect;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.tenant.clients.WebhookAddresses;
import org.jspecify.annotations.Nullable;

/** Checks how a channel is set up: here, and at its provider. */
@ApplicationScoped
public class ChannelCheck {
    private final TwilioCheck twilio;
    private final VoximplantCheck voximplant;
    private final RefusedRequests refused;

    ChannelCheck(TwilioCheck twilio, VoximplantCheck voximplant, RefusedRequests refused) {
        this.twilio = twilio;
        this.voximplant = voximplant;
        this.refused = refused;
    }

    /**
     * What is wrong, doubtful and right with a channel, in this order. Asks the provider; blocks for some seconds when
     * it is away.
     *
     * @param addresses ours, null when webhook-service could not be asked
     */
    public List<Finding> check(TenantConfiguration tenant, Channel channel, @Nullable WebhookAddresses addresses) {
        var found = new ArrayList<>(here(tenant, channel));
        found.addAll(refused.of(tenant, channel));
        if (channel.numbers().isEmpty()) {
            return found;
        }
        found.addAll(
                switch (channel.kind()) {
                    case TWILIO_VOICE, TWILIO_SMS -> twilio.check(tenant, channel, addresses);
                    case VOXIMPLANT_VOICE, VOXIMPLANT_SMS -> voximplant.check(tenant, channel, addresses);
                });
        // Wrong first; within a weight as found.
        found.sort((one, other) -> other.weight().compareTo(one.weight()));
        return found;
    }

    /** What can be seen without asking anybody. */
    static List<Finding> here(TenantConfiguration tenant, Channel channel) {
        var found = new ArrayList<Finding>();
        boolean voice =
                switch (channel.kind()) {
                    case TWILIO_VOICE, VOXIMPLANT_VOICE -> true;
                    case TWILIO_SMS, VOXIMPLANT_SMS -> false;
                };
        if (!channel.enabled()) {
            found.add(new Finding.SwitchedOff());
        }
        if (voice && tenant.plan() == Plan.FREE) {
            found.add(new Finding.PlanWithoutVoice());
        }
        if (channel.numbers().isEmpty()) {
            found.add(new Finding.NoNumber());
        }
        return found;
    }
}
