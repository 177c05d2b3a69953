package dev.offhook.dialogue.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.TenantConfiguration.Channel;

/**
 * A conversation as it stands in the database.
 *
 * @param id see the contract: derived from the call, or from the thread and the first message
 * @param tenant slug
 * @param medium call or text
 * @param provider who carries it
 * @param threadKey key of the SMS thread, null for a call
 * @param from the caller or customer, null when unknown
 * @param to the business's number, null when unknown
 * @param tenantVersion the tenant's version that the call began with, null when unknown
 * @param state what it remembers
 * @param ended when it was over, null as long as it goes on
 * @param started when it began
 * @param lastActivity when its last event happened
 * @param version rises with every change: the writer that read an older one has lost the conversation; -1 as long as
 *     it is not stored
 */
public record Conversation(
        String id,
        String tenant,
        Medium medium,
        Provider provider,
        String threadKey,
        String from,
        String to,
        Long tenantVersion,
        ConversationState state,
        Instant ended,
        Instant started,
        Instant lastActivity,
        int version) {
    private static final int NOT_STORED = -1;

    /** How words travel. */
    public enum Medium {
        CALL,
        SMS
    }

    /** The conversation that a call's first event begins; that is the greeting unless it got lost. */
    public static Conversation ofCall(Envelope<? extends CallEvent> first) {
        var started = first.data() instanceof CallStarted start ? start : null;
        return new Conversation(
                first.subject(),
                first.tenant(),
                Medium.CALL,
                started == null ? providerOf(first.subject()) : started.provider(),
                null,
                started == null ? null : started.from(),
                started == null ? null : started.to(),
                started == null ? null : started.tenantVersion(),
                ConversationState.FRESH,
                null,
                first.time(),
                first.time(),
                NOT_STORED);
    }

    /** The conversation that a message begins, under the tenant's version of that moment. */
    public static Conversation ofSms(
            String threadKey, Envelope<? extends Event> envelope, SmsReceived first, Long tenantVersion) {
        return new Conversation(
                "sms:" + threadKey + ":" + first.messageId(),
                envelope.tenant(),
                Medium.SMS,
                first.provider(),
                threadKey,
                first.from(),
                first.to(),
                tenantVersion,
                ConversationState.FRESH,
                null,
                envelope.time(),
                envelope.time(),
                NOT_STORED);
    }

    /** The kind of channel that carries a provider's calls; empty for a simulated one. */
    public static Optional<Channel.Kind> voiceChannel(Provider provider) {
        return switch (provider) {
            case TWILIO -> Optional.of(Channel.Kind.TWILIO_VOICE);
            case VOXIMPLANT -> Optional.of(Channel.Kind.VOXIMPLANT_VOICE);
            case TEST -> Optional.empty();
        };
    }

    /** The channel of a call; empty for a text and for a simulated call. */
    public Optional<Channel.Kind> voiceChannel() {
        return medium == Medium.CALL ? voiceChannel(provider) : Optional.empty();
    }

    /** What its events are keyed by: the thread of a text, the id of a call. */
    public String key() {
        return threadKey == null ? id : threadKey;
    }

    /** True when it is in the database. */
    public boolean stored() {
        return version != NOT_STORED;
    }

    /** True when nothing can change it any more. */
    public boolean over() {
        return ended != null;
    }

    /** True when a text at {@code time} no longer belongs to it. */
    public boolean lapsed(Instant time, Duration window) {
        return lastActivity.plus(window).isBefore(time);
    }

    /** It with a new state, after something happened at {@code time}. */
    public Conversation with(ConversationState next, Instant time) {
        return copy(next, null, time, version);
    }

    /** It, after something happened at {@code time} that it does not remember. */
    public Conversation at(Instant time) {
        return copy(state, ended, time, version);
    }

    /** It, over. */
    public Conversation endedAt(Instant time) {
        return copy(state, time, time, version);
    }

    /** It as a database has it under this version. */
    public Conversation at(int storedVersion) {
        return copy(state, ended, lastActivity, storedVersion);
    }

    private Conversation copy(ConversationState newState, Instant newEnded, Instant activity, int newVersion) {
        return new Conversation(
                id,
                tenant,
                medium,
                provider,
                threadKey,
                from,
                to,
                tenantVersion,
                newState,
                newEnded,
                started,
                activity,
                newVersion);
    }

    private static Provider providerOf(String conversationId) {
        return Arrays.stream(Provider.values())
                .filter(provider -> conversationId.startsWith(provider.id() + ":"))
                .findFirst()
                .orElse(Provider.TEST);
    }
}
