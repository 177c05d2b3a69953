package dev.offhook.webhook.ingress;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Plan;

/** Whether a tenant may take a voice call, and what the caller hears when not. */
@ApplicationScoped
public class VoiceAdmission {

    /** Why this tenant does not take calls on this kind of channel; empty when it does. */
    public Optional<CallRejected.Reason> refuses(TenantConfiguration tenant, Channel.Kind kind) {
        if (tenant.plan() != Plan.PREMIUM) {
            return Optional.of(CallRejected.Reason.PLAN);
        }
        return tenant.channel(kind).filter(Channel::enabled).isPresent()
                ? Optional.empty()
                : Optional.of(CallRejected.Reason.CHANNEL_OFF);
    }

    /** The refusal in words. */
    public String words(TenantConfiguration tenant, CallRejected.Reason reason) {
        var phrases = tenant.assistant().phrases();
        return switch (reason) {
            case PLAN -> phrases.voiceNotInPlan();
            case CHANNEL_OFF, BLOCKED, CALLER_LIMIT, DAILY_LIMIT, CONCURRENT_CALLS -> phrases.channelOff();
        };
    }
}
