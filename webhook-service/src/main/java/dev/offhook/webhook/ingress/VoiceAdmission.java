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
    private final BlockList blockList;

    VoiceAdmission(BlockList blockList) {
        this.blockList = blockList;
    }

    /**
     * Why this call is not taken on this kind of channel; empty when it is.
     *
     * @param caller E.164 where known; null when unknown
     */
    public Optional<CallRejected.Reason> refuses(TenantConfiguration tenant, Channel.Kind kind, String caller) {
        if (tenant.limits().blocks(caller)) {
            blockList.count(kind);
            return Optional.of(CallRejected.Reason.BLOCKED);
        }
        if (tenant.plan() != Plan.PREMIUM) {
            return Optional.of(CallRejected.Reason.PLAN);
        }
        return tenant.channel(kind).filter(Channel::enabled).isPresent()
                ? Optional.empty()
                : Optional.of(CallRejected.Reason.CHANNEL_OFF);
    }

    /** The refusal in words; empty for a caller who is blocked. */
    public String words(TenantConfiguration tenant, CallRejected.Reason reason) {
        var phrases = tenant.assistant().phrases();
        return switch (reason) {
            case PLAN -> phrases.voiceNotInPlan();
            case BLOCKED -> "";
            case CHANNEL_OFF, CALLER_LIMIT, DAILY_LIMIT, CONCURRENT_CALLS -> phrases.channelOff();
        };
    }
}
