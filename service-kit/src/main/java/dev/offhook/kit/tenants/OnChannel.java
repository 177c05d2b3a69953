package dev.offhook.kit.tenants;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Tools;
import dev.offhook.events.TenantConfiguration.TransferTarget;
import org.jspecify.annotations.Nullable;

/** A tenant as the callers of one of its channels meet it: what the channel says differently holds. */
public final class OnChannel {
    /** The transfer target of a channel whose tenant has no other. */
    public static final String HUMAN = "human";

    private OnChannel() {}

    /**
     * A tenant with its channel's greeting, longest duration, and transfer number. That number is rung first whichever
     * target is asked for, and is a target of its own, {@value #HUMAN}, where there is no other.
     *
     * @param kind the channel; null, and one that the tenant does not have, change nothing
     */
    public static TenantConfiguration of(TenantConfiguration tenant, Channel.@Nullable Kind kind) {
        return Optional.ofNullable(kind)
                .flatMap(tenant::channel)
                .filter(channel ->
                        channel.greeting() != null || channel.maxMinutes() != null || channel.transfer() != null)
                .map(channel -> of(tenant, channel))
                .orElse(tenant);
    }

    private static TenantConfiguration of(TenantConfiguration tenant, Channel channel) {
        return new TenantConfiguration(
                tenant.slug(),
                tenant.name(),
                tenant.version(),
                tenant.plan(),
                tenant.locale(),
                tenant.timeZone(),
                tenant.channels(),
                assistant(tenant, channel),
                calls(tenant.calls(), channel.maxMinutes()),
                tenant.hours(),
                tenant.limits(),
                tenant.messaging(),
                tenant.voice(),
                tenant.retentionDays(),
                tenant.secrets());
    }

    private static Assistant assistant(TenantConfiguration tenant, Channel channel) {
        var assistant = tenant.assistant();
        var tools = assistant.tools();
        return new Assistant(
                Objects.requireNonNullElse(channel.greeting(), assistant.greeting()),
                assistant.rules(),
                assistant.noMatch(),
                assistant.phrases(),
                assistant.instructions(),
                assistant.llm(),
                assistant.knowledge(),
                channel.transfer() == null
                        ? tools
                        : new Tools(
                                transfers(tenant, channel.transfer()),
                                tools.messages(),
                                tools.voicemail(),
                                tools.endCall()),
                assistant.fields(),
                assistant.handoff());
    }

    private static List<TransferTarget> transfers(TenantConfiguration tenant, String first) {
        var own = tenant.assistant().tools().transfers();
        if (own.isEmpty()) {
            boolean russian = Locale.forLanguageTag(Objects.requireNonNullElse(tenant.locale(), ""))
                    .getLanguage()
                    .equals("ru");
            String description = russian
                    ? "сотрудник, когда звонящий хочет говорить с человеком"
                    : "a colleague, when the caller wants to talk to a human";
            return List.of(new TransferTarget(HUMAN, description, List.of(first), null));
        }
        return own.stream()
                .map(target -> new TransferTarget(
                        target.id(),
                        target.description(),
                        Stream.concat(Stream.of(first), target.numbers().stream())
                                .distinct()
                                .toList(),
                        target.timeoutSeconds()))
                .toList();
    }

    private static CallHandling calls(CallHandling calls, @Nullable Integer maxMinutes) {
        return new CallHandling(
                calls.recordingNotice(),
                calls.silences(),
                calls.misses(),
                maxMinutes == null ? calls.maxMinutes() : maxMinutes,
                calls.warnSeconds(),
                calls.menu(),
                calls.languages(),
                calls.words(),
                calls.patience());
    }
}
