package dev.offhook.tenant.configuration;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.offhook.events.Messaging;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Hours;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.events.TenantConfiguration.Voice;
import dev.offhook.tenant.rules.DefaultRates;
import dev.offhook.tenant.rules.GoodTenant;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What an operator edits: a tenant's whole configuration in the shape of a block of the tenants file, without its
 * secrets. What is left out is filled with its default; anything else may be null until {@link GoodTenant} has found no
 * fault.
 *
 * @param slug the tenant's name in URLs; never changes
 * @param plan what the tenant may use; null in a version, where it is not kept
 * @param voice which voice speaks where a channel names none; null for the platform's
 * @param retentionDays how many days a conversation is kept, 1 to 3650; null for the platform's
 * @param channels none when left out
 * @param calls plain when left out
 * @param hours always open when null
 * @param limits none when left out; a budget in USD without rates gets {@link DefaultRates}
 * @param messaging the platform's when left out
 */
@GoodTenant
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantDocument(
        String slug,
        String name,
        @Nullable Plan plan,
        String locale,
        ZoneId timeZone,
        @Nullable Voice voice,
        @Nullable Integer retentionDays,
        List<ChannelBlock> channels,
        Assistant assistant,
        CallHandling calls,
        @Nullable Hours hours,
        Limits limits,
        Messaging messaging) {

    public TenantDocument {
        channels = channels == null ? List.of() : List.copyOf(channels);
        calls = calls == null ? CallHandling.PLAIN : calls;
        limits = limits == null ? Limits.NONE : DefaultRates.filledIn(limits);
        messaging = messaging == null ? Messaging.PLAIN : messaging;
    }

    /**
     * One channel; see {@link Channel} for what its fields mean.
     *
     * @param enabled true when left out: who lists a channel wants it
     * @param numbers none when left out
     * @param unsignedWebhooks false when left out
     * @param signatures enforced when left out
     * @param transport webhooks when left out
     * @param voices good ones when left out
     * @param recording false when left out
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ChannelBlock(
            Channel.Kind kind,
            Boolean enabled,
            List<String> numbers,
            @Nullable String account,
            Boolean unsignedWebhooks,
            @Nullable String voice,
            Channel.Signatures signatures,
            Channel.Transport transport,
            Map<String, String> voices,
            @Nullable String greeting,
            @Nullable String application,
            @Nullable String rule,
            Boolean recording,
            @Nullable String transfer,
            @Nullable Integer maxMinutes) {

        public ChannelBlock {
            enabled = enabled == null || enabled;
            numbers = numbers == null ? List.of() : List.copyOf(numbers);
            unsignedWebhooks = unsignedWebhooks != null && unsignedWebhooks;
            signatures = signatures == null ? Channel.Signatures.ENFORCE : signatures;
            transport = transport == null ? Channel.Transport.WEBHOOK : transport;
            voices = voices == null ? Map.of() : Map.copyOf(voices);
            recording = recording != null && recording;
        }

        private static ChannelBlock of(Channel channel) {
            return new ChannelBlock(
                    channel.kind(),
                    channel.enabled(),
                    channel.numbers(),
                    channel.account(),
                    channel.unsignedWebhooks(),
                    channel.voice(),
                    channel.signatures(),
                    channel.transport(),
                    channel.voices(),
                    channel.greeting(),
                    channel.application(),
                    channel.rule(),
                    channel.recording(),
                    channel.transfer(),
                    channel.maxMinutes());
        }

        private Channel channel() {
            return new Channel(
                    kind,
                    enabled,
                    numbers,
                    account,
                    unsignedWebhooks,
                    voice,
                    signatures,
                    transport,
                    voices,
                    greeting,
                    application,
                    rule,
                    recording,
                    transfer,
                    maxMinutes);
        }
    }

    /** What an operator sees of a configuration. */
    static TenantDocument of(TenantConfiguration tenant) {
        return new TenantDocument(
                tenant.slug(),
                tenant.name(),
                tenant.plan(),
                tenant.locale(),
                tenant.timeZone(),
                tenant.voice(),
                tenant.retentionDays(),
                tenant.channels().stream().map(ChannelBlock::of).toList(),
                tenant.assistant(),
                tenant.calls(),
                tenant.hours(),
                tenant.limits(),
                tenant.messaging());
    }

    /**
     * The configuration that this document asks for.
     *
     * @param version at least 1
     * @param ciphertexts the secrets, encrypted
     */
    public TenantConfiguration configuration(long version, Map<String, String> ciphertexts) {
        return new TenantConfiguration(
                slug,
                name,
                version,
                plan,
                locale,
                timeZone,
                channels.stream().map(ChannelBlock::channel).toList(),
                assistant,
                calls,
                hours,
                limits,
                messaging,
                voice,
                retentionDays,
                ciphertexts);
    }

    /** What a version keeps: all but plan and block list, which a roll-back must never bring back. */
    TenantDocument versioned() {
        return withPlan(null).withLimits(withBlocked(limits, List.of()));
    }

    /** This document with the plan and the block list of another. */
    TenantDocument withUnversionedOf(TenantDocument other) {
        return withPlan(other.plan).withLimits(withBlocked(limits, other.limits.blocked()));
    }

    private static Limits withBlocked(Limits limits, List<String> blocked) {
        return new Limits(
                limits.callsPerCaller(),
                limits.callsPerDay(),
                limits.concurrentCalls(),
                limits.messagesPerCaller(),
                blocked,
                limits.budget());
    }

    /** This document with another plan. */
    public TenantDocument withPlan(@Nullable Plan another) {
        return new TenantDocument(
                slug,
                name,
                another,
                locale,
                timeZone,
                voice,
                retentionDays,
                channels,
                assistant,
                calls,
                hours,
                limits,
                messaging);
    }

    /** This document with other channels. */
    public TenantDocument withChannels(List<ChannelBlock> others) {
        return new TenantDocument(
                slug,
                name,
                plan,
                locale,
                timeZone,
                voice,
                retentionDays,
                others,
                assistant,
                calls,
                hours,
                limits,
                messaging);
    }

    /** This document with other limits. */
    public TenantDocument withLimits(Limits others) {
        return new TenantDocument(
                slug,
                name,
                plan,
                locale,
                timeZone,
                voice,
                retentionDays,
                channels,
                assistant,
                calls,
                hours,
                others,
                messaging);
    }
}
