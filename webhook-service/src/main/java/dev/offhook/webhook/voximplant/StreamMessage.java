package dev.offhook.webhook.voximplant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.offhook.events.Reply;
import dev.offhook.events.TenantConfiguration;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What the server sends to a scenario over its socket: one JSON text message each. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StreamMessage.Say.class, name = "say"),
    @JsonSubTypes.Type(value = StreamMessage.Filler.class, name = "filler"),
    @JsonSubTypes.Type(value = StreamMessage.Action.class, name = "action"),
    @JsonSubTypes.Type(value = StreamMessage.Taken.class, name = "taken"),
    @JsonSubTypes.Type(value = StreamMessage.Problem.class, name = "problem"),
    @JsonSubTypes.Type(value = StreamMessage.Reconnect.class, name = "reconnect")
})
sealed interface StreamMessage {

    /**
     * A finished sentence. A scenario speaks the sentences of a turn in the order of {@code seq}, each once.
     *
     * @param turn the number of the turn that it answers
     * @param seq 0 for the first one
     * @param language BCP 47, where it is not the tenant's
     * @param voice the provider's name of a voice, where it is not the channel's
     */
    @RegisterForReflection
    record Say(
            int turn,
            int seq,
            String text,
            @Nullable String language,
            @Nullable String voice) implements StreamMessage {
        static Say of(int turn, Reply.Say say, TenantConfiguration tenant) {
            return new Say(
                    turn,
                    say.seq(),
                    say.text(),
                    tenant.locale().equals(say.language()) ? null : say.language(),
                    tenant.channel(VoximplantVoice.KIND)
                                    .filter(channel ->
                                            say.voice() != null && say.voice().equals(channel.voice()))
                                    .isPresent()
                            ? null
                            : say.voice());
        }
    }

    /** Words that fill a silence. */
    @RegisterForReflection
    record Filler(int turn, String text) implements StreamMessage {}

    /**
     * What to do after the words of a turn; nothing more comes of it.
     *
     * @param action {@code listen}, {@code transfer}, {@code record}, {@code reject} or {@code hangup}
     * @param number whom to call on {@code transfer}, E.164
     * @param timeout how long to ring on {@code transfer}, in seconds
     * @param maxSeconds how long to record on {@code record}, in seconds
     * @param language what to listen for, BCP 47, where it is not the tenant's
     */
    @RegisterForReflection
    record Action(
            int turn,
            String action,
            @Nullable String number,
            @Nullable Integer timeout,
            @JsonProperty("max_seconds") @Nullable Integer maxSeconds,
            @Nullable String language)
            implements StreamMessage {
        static Action of(int turn, Reply.Action action, TenantConfiguration tenant) {
            return switch (action) {
                case Reply.Listen listen -> {
                    String language = listen.language();
                    yield new Action(
                            turn, "listen", null, null, null, tenant.locale().equals(language) ? null : language);
                }
                case Reply.Transfer transfer ->
                    new Action(turn, "transfer", transfer.number(), transfer.timeoutSeconds(), null, null);
                case Reply.Record recording -> new Action(turn, "record", null, null, recording.maxSeconds(), null);
                case Reply.Reject _ -> plain(turn, "reject");
                case Reply.HangUp _ -> plain(turn, "hangup");
            };
        }

        static Action plain(int turn, String action) {
            return new Action(turn, action, null, null, null, null);
        }
    }

    /**
     * Kafka has an event that nobody waits on.
     *
     * @param eventType {@code call_ended}, {@code interrupted} or {@code recording}
     * @param response what to say now, null when there is nothing: thanks for a recorded message
     * @param action what to do now; null when it says nothing
     */
    @RegisterForReflection
    record Taken(
            @JsonProperty("event_type") String eventType,
            @Nullable String response,
            @Nullable String action) implements StreamMessage {}

    /**
     * A message was not taken; the socket stays open.
     *
     * @param field what is wrong in it, null when it is no single field
     */
    @RegisterForReflection
    record Problem(@Nullable String field, String detail) implements StreamMessage {}

    /** This replica shuts down: open a new socket, and send the last event that has no action again. */
    @RegisterForReflection
    record Reconnect() implements StreamMessage {}
}
