package dev.offhook.tenant.imports;

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
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One tenant in the tenants file: a {@link TenantConfiguration} without its version, secrets in clear. Anything may be
 * null until {@link TenantRules} has found no fault.
 *
 * @param channels none when left out
 * @param calls plain when left out
 * @param hours always open when left out
 * @param limits none when left out
 * @param messaging the platform's when left out
 * @param secrets name to value in clear; none when left out
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record TenantBlock(
        String slug,
        String name,
        Plan plan,
        String locale,
        ZoneId timeZone,
        List<ChannelBlock> channels,
        Assistant assistant,
        CallHandling calls,
        Hours hours,
        Limits limits,
        Messaging messaging,
        Map<String, String> secrets) {

    TenantBlock {
        channels = channels == null ? List.of() : channels;
        secrets = secrets == null ? Map.of() : secrets;
    }

    /**
     * One channel in the file.
     *
     * @param enabled true when left out: who lists a channel wants it
     * @param numbers none when left out
     * @param unsignedWebhooks false when left out
     * @param signatures enforced when left out
     * @param transport webhooks when left out
     * @param voices good ones when left out
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChannelBlock(
            Channel.Kind kind,
            Boolean enabled,
            List<String> numbers,
            String account,
            Boolean unsignedWebhooks,
            String voice,
            Channel.Signatures signatures,
            Channel.Transport transport,
            Map<String, String> voices) {

        ChannelBlock {
            enabled = enabled == null || enabled;
            numbers = numbers == null ? List.of() : numbers;
            unsignedWebhooks = unsignedWebhooks != null && unsignedWebhooks;
        }

        private Channel channel() {
            return new Channel(kind, enabled, numbers, account, unsignedWebhooks, voice, signatures, transport, voices);
        }
    }

    /**
     * The configuration that this block asks for.
     *
     * @param ciphertexts the secrets, encrypted
     */
    TenantConfiguration configuration(long version, Map<String, String> ciphertexts) {
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
                ciphertexts);
    }

    /** Never the secrets. */
    @Override
    public String toString() {
        return "TenantBlock[" + slug + "]";
    }
}
