package dev.offhook.kit.tenants;

import java.util.List;
import java.util.Objects;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Knowledge;
import dev.offhook.events.TenantConfiguration.MessageTemplate;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Rule;
import dev.offhook.events.TenantConfiguration.ToolUse;
import dev.offhook.events.TenantConfiguration.Tools;
import dev.offhook.events.TenantConfiguration.Words;
import org.jspecify.annotations.Nullable;

/** The link to where a conversation goes on with a human, in the texts of an assistant. */
public final class HandoffLink {
    private final String link;

    private HandoffLink(String link) {
        this.link = link;
    }

    /**
     * A tenant in whose texts {@value Assistant#HANDOFF} is replaced by {@link Assistant#handoff}: greetings, rules,
     * phrases, knowledge, messages, instructions. Without such a link it is left out, since nobody should hear the braces.
     */
    public static TenantConfiguration spelledOut(TenantConfiguration tenant) {
        if (tenant.assistant() == null) {
            return tenant;
        }
        return new HandoffLink(Objects.toString(tenant.assistant().handoff(), "")).in(tenant);
    }

    private TenantConfiguration in(TenantConfiguration tenant) {
        return new TenantConfiguration(
                tenant.slug(),
                tenant.name(),
                tenant.version(),
                tenant.plan(),
                tenant.locale(),
                tenant.timeZone(),
                tenant.channels().stream().map(this::in).toList(),
                in(tenant.assistant()),
                in(tenant.calls()),
                tenant.hours(),
                tenant.limits(),
                tenant.messaging(),
                tenant.voice(),
                tenant.retentionDays(),
                tenant.secrets());
    }

    private Channel in(Channel channel) {
        if (channel.greeting() == null) {
            return channel;
        }
        return new Channel(
                channel.kind(),
                channel.enabled(),
                channel.numbers(),
                channel.account(),
                channel.unsignedWebhooks(),
                channel.voice(),
                channel.signatures(),
                channel.transport(),
                channel.voices(),
                in(channel.greeting()),
                channel.application(),
                channel.rule(),
                channel.recording(),
                channel.transfer(),
                channel.maxMinutes());
    }

    private Assistant in(Assistant assistant) {
        return new Assistant(
                in(assistant.greeting()),
                assistant.rules() == null
                        ? null
                        : assistant.rules().stream().map(this::in).toList(),
                in(assistant.noMatch()),
                in(assistant.phrases()),
                in(assistant.instructions()),
                assistant.llm(),
                assistant.knowledge().stream().map(this::in).toList(),
                in(assistant.tools()),
                assistant.fields(),
                assistant.handoff());
    }

    private Rule in(Rule rule) {
        return new Rule(
                rule.id(),
                rule.when(),
                rule.asked(),
                in(rule.say()),
                rule.asks(),
                rule.hangUp(),
                rule.uses().stream()
                        .map(use -> new ToolUse(use.tool(), use.id(), in(use.value())))
                        .toList());
    }

    private Knowledge in(Knowledge entry) {
        return new Knowledge(entry.id(), entry.questions(), in(entry.answer()), entry.asks());
    }

    private Tools in(Tools tools) {
        return new Tools(
                tools.transfers(),
                tools.messages().stream()
                        .map(message -> new MessageTemplate(message.id(), message.description(), in(message.text())))
                        .toList(),
                tools.voicemail(),
                tools.endCall());
    }

    private @Nullable Phrases in(@Nullable Phrases phrases) {
        if (phrases == null) {
            return null;
        }
        return new Phrases(
                in(phrases.silent()),
                in(phrases.fillers()),
                in(phrases.fallback()),
                in(phrases.lastResort()),
                in(phrases.voiceNotInPlan()),
                in(phrases.channelOff()),
                in(phrases.recorded()));
    }

    private CallHandling in(CallHandling calls) {
        var words = calls.words();
        return new CallHandling(
                in(calls.recordingNotice()),
                calls.silences(),
                calls.misses(),
                calls.maxMinutes(),
                calls.warnSeconds(),
                calls.menu(),
                calls.languages(),
                new Words(
                        in(words.goodbye()),
                        in(words.offerHuman()),
                        in(words.transferring()),
                        in(words.transferFailed()),
                        in(words.recordMessage()),
                        in(words.durationWarning()),
                        in(words.limitReached()),
                        in(words.afterHours()),
                        in(words.messageSent())),
                calls.patience());
    }

    private @Nullable List<String> in(@Nullable List<String> texts) {
        return texts == null ? null : texts.stream().map(this::in).toList();
    }

    private @Nullable String in(@Nullable String text) {
        return text == null ? null : text.replace(Assistant.HANDOFF, link);
    }
}
