package dev.offhook.webhook.voximplant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Record;
import dev.offhook.events.Reply.Reject;
import dev.offhook.events.Reply.Say;
import dev.offhook.events.Reply.Transfer;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.webhook.replies.Answer;
import dev.offhook.webhook.voximplant.VoximplantEvent.What;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What the scenario speaks and does. What the seed's own scenario does not know is left out where it holds nothing.
 *
 * @param response the words; always there, empty when there is nothing to say
 * @param action what to do after them: {@code listen}, {@code transfer}, {@code record}, {@code reject} or
 *     {@code hangup}; the seed's own scenario ignores it
 * @param number whom to call on {@code transfer}, E.164
 * @param timeout how long to ring on {@code transfer}, in seconds
 * @param maxSeconds how long to record on {@code record}, in seconds
 * @param language what to speak and to listen for, BCP 47, where it is not the tenant's
 * @param voice the provider's name of a voice, where it is not the channel's
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Spoken(
        String response,
        String action,
        @Nullable String number,
        @Nullable Integer timeout,
        @JsonProperty("max_seconds") @Nullable Integer maxSeconds,
        @Nullable String language,
        @Nullable String voice) {

    /** Words, and an action that needs nothing else. */
    static Spoken plain(String response, String action) {
        return new Spoken(response, action, null, null, null, null, null);
    }

    /** A call that is not taken. */
    static Spoken reject() {
        return plain("", "reject");
    }

    /** What follows an event that nobody waits on, once Kafka has it. */
    static Spoken acknowledging(What what, TenantConfiguration tenant) {
        return switch (what) {
            case What.Recorded _ -> plain(tenant.assistant().phrases().recorded(), "hangup");
            case What.Ended _ -> plain("", "hangup");
            case What.Interrupted _,
                    What.Started _,
                    What.Spoke _,
                    What.Pressed _,
                    What.Silent _,
                    What.TransferOver _,
                    What.Asked _ -> plain("", "listen");
        };
    }

    /** An answer of the dialogue. */
    static Spoken of(TenantConfiguration tenant, Answer answer) {
        String text = answer.text();
        var spoken =
                switch (answer.action()) {
                    case Listen listen -> plain(text, "listen");
                    case Transfer transfer ->
                        new Spoken(text, "transfer", transfer.number(), transfer.timeoutSeconds(), null, null, null);
                    case Record recording -> new Spoken(text, "record", null, null, recording.maxSeconds(), null, null);
                    case Reject reject -> plain(text, "reject");
                    case HangUp hangUp -> plain(text, "hangup");
                };
        String language = answer.action() instanceof Listen listen && listen.language() != null
                ? listen.language()
                : answer.says().stream().map(Say::language).findFirst().orElse(tenant.locale());
        return new Spoken(
                spoken.response(),
                spoken.action(),
                spoken.number(),
                spoken.timeout(),
                spoken.maxSeconds(),
                language.equals(tenant.locale()) ? null : language,
                answer.says().stream()
                        .map(Say::voice)
                        .filter(voice -> voice != null)
                        .findFirst()
                        .orElse(null));
    }
}
