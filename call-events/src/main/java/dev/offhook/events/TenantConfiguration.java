package dev.offhook.events;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration of one tenant, on the compacted {@link Topic#TENANTS}, keyed by slug.
 *
 * @param slug the tenant's name in URLs and scenarios: lower case, digits, hyphens
 * @param name the business's name
 * @param version rises with every change; a reader keeps the highest it has seen
 * @param plan what the tenant may use
 * @param locale BCP 47 language of the assistant, e.g. {@code ru-RU}
 * @param timeZone the business's zone, e.g. {@code Europe/Moscow}
 * @param channels how callers and customers reach the tenant
 * @param assistant what the assistant knows and says
 * @param secrets name to ciphertext (see the README's chapter on secrets); never in clear
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantConfiguration(
        String slug,
        String name,
        long version,
        Plan plan,
        String locale,
        ZoneId timeZone,
        List<Channel> channels,
        Assistant assistant,
        Map<String, String> secrets)
        implements Event {

    /** Name of the secret that signs Twilio's webhooks and opens its REST API. */
    public static final String TWILIO_AUTH_TOKEN = "twilio.auth-token";

    /** The tenant's channel of this kind, switched on or not. */
    public Optional<Channel> channel(Channel.Kind kind) {
        return channels.stream().filter(channel -> channel.kind() == kind).findFirst();
    }

    /** What a tenant has paid for. */
    public enum Plan {
        /** Text only. */
        @JsonProperty("free")
        FREE,
        /** Voice and text. */
        @JsonProperty("premium")
        PREMIUM
    }

    /**
     * One way to reach the tenant.
     *
     * @param kind which provider, voice or text
     * @param enabled the switch
     * @param numbers the tenant's numbers there, E.164
     * @param account the provider's account id: Twilio's {@code AccountSid}, Voximplant's account number; null if none
     * @param unsignedWebhooks true accepts this channel's webhooks without a signature (the seed's scenario has none)
     * @param voice the provider's name of the voice that speaks, null for the provider's default
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Channel(
            Kind kind,
            boolean enabled,
            List<String> numbers,
            @Nullable String account,
            boolean unsignedWebhooks,
            @Nullable String voice) {
        /** Provider and medium of a channel. */
        public enum Kind {
            @JsonProperty("twilio-voice")
            TWILIO_VOICE,
            @JsonProperty("twilio-sms")
            TWILIO_SMS,
            @JsonProperty("voximplant-voice")
            VOXIMPLANT_VOICE,
            @JsonProperty("voximplant-sms")
            VOXIMPLANT_SMS
        }
    }

    /**
     * What the assistant knows and says.
     *
     * @param greeting the first words of a call
     * @param rules keyword rules; the best match answers
     * @param noMatch what to say when no rule matches; used in turn, at least one
     * @param phrases fixed phrases
     */
    public record Assistant(String greeting, List<Rule> rules, List<String> noMatch, Phrases phrases) {}

    /**
     * One keyword rule.
     *
     * @param id its name, unique within the tenant
     * @param when phrases of keywords: the rule matches when every word of one phrase occurs in the utterance, in any
     *     order; {@code програм*} matches every word that begins so
     * @param asked the rule holds only while this question is open; null for always
     * @param say the answer
     * @param asks the question that is open after it; null leaves none
     * @param hangUp true ends the call after the answer
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rule(
            String id,
            List<String> when,
            @Nullable String asked,
            String say,
            @Nullable String asks,
            boolean hangUp) {}

    /**
     * Fixed phrases, spoken by the ingress without asking anybody, or by the dialogue.
     *
     * @param silent the caller said nothing
     * @param fillers said while an answer takes long; used in turn, at least one
     * @param fallback an apology when no answer came; the call goes on
     * @param lastResort said before hanging up after two failures in a row
     * @param voiceNotInPlan the refusal of a voice call on a plan without voice
     * @param channelOff the refusal on a channel that is switched off
     * @param recorded said after the caller left a message
     */
    public record Phrases(
            String silent,
            List<String> fillers,
            String fallback,
            String lastResort,
            String voiceNotInPlan,
            String channelOff,
            String recorded) {}
}
