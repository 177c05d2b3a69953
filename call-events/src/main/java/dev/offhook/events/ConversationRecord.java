package dev.offhook.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a conversation that is over, on {@link Topic#CONVERSATIONS}, keyed by conversation id. The highest
 * revision is what holds; each is published once under the {@code ce_id} {@code <conversation id>:record:<revision>}.
 *
 * @param revision 1 for the first, rising when a recording or an erasure comes later
 * @param medium call or text
 * @param provider who carried it
 * @param from the caller or customer, E.164 where known; null when unknown or erased
 * @param to the business's number, E.164; null when unknown
 * @param tenantVersion the version of the configuration that answered; null when unknown
 * @param startedAt when it began
 * @param endedAt when it was over
 * @param outcome how it ended
 * @param transcript what was said, in order
 * @param extraction summary and fields
 * @param costs what it cost; null where the tenant has no rates
 * @param recordings where recordings are
 * @param erased true when the person's words, numbers and fields were erased on request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationRecord(
        int revision,
        Medium medium,
        Provider provider,
        @Nullable String from,
        @Nullable String to,
        @Nullable Long tenantVersion,
        Instant startedAt,
        Instant endedAt,
        Outcome outcome,
        List<Exchange> transcript,
        Extraction extraction,
        @Nullable Costs costs,
        List<Recording> recordings,
        boolean erased)
        implements Event {

    /** How words travelled. */
    public enum Medium {
        @JsonProperty("call")
        CALL,
        @JsonProperty("sms")
        SMS
    }

    /** How a conversation ended. */
    public enum Outcome {
        /** The caller hung up, or all was said. */
        @JsonProperty("completed")
        COMPLETED,
        /** A human took over. */
        @JsonProperty("transferred")
        TRANSFERRED,
        /** The caller left a message. */
        @JsonProperty("message-taken")
        MESSAGE_TAKEN,
        /** A limit, the block list or the hours refused it. */
        @JsonProperty("rejected")
        REJECTED,
        /** Nothing was heard of it any more. */
        @JsonProperty("timed-out")
        TIMED_OUT;

        /** The name in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One turn.
     *
     * @param number the turn's number
     * @param at when the caller's part was received
     * @param caller what the caller said, wrote or pressed; null when nothing
     * @param assistant what was answered, as far as it was heard
     * @param source where the answer came from: {@code greeting}, {@code llm}, {@code knowledge}, {@code rule},
     *     {@code no-match}, {@code fallback}, {@code silent} and others; subscribers must expect new ones
     * @param detail the id of the rule or knowledge entry, or why the LLM did not answer; null without one
     * @param tools what was done
     * @param firstWordsMillis from the event to the first words on the replies topic, in milliseconds; null when not known
     * @param heard false when the ingress had to speak something else instead
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Exchange(
            int number,
            Instant at,
            @Nullable String caller,
            @Nullable String assistant,
            String source,
            @Nullable String detail,
            List<ToolResult> tools,
            @Nullable Integer firstWordsMillis,
            boolean heard) {}

    /**
     * What a tool really did.
     *
     * @param tool which
     * @param id of the transfer target, message or field; null where there is none
     * @param result what happened: {@code requested}, {@code refused}, {@code noted},
     *     {@code sent-before}, or the outcome of a transfer
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ToolResult(
            TenantConfiguration.Tool tool, @Nullable String id, String result) {}

    /**
     * Summary and fields.
     *
     * @param absent why there is no summary: {@code no-llm}, {@code budget}, {@code failed},
     *     {@code nothing-said}, {@code erased}; null when
     *     there is one
     * @param summary what it was about, in the tenant's language; null when absent
     * @param fields the tenant's fields, each once
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Extraction(
            @Nullable String absent, @Nullable String summary, List<FieldValue> fields) {}

    /**
     * One field.
     *
     * @param name see {@link TenantConfiguration.Field}
     * @param value what was found; null when nothing was
     * @param source {@code noted} during the conversation, {@code llm} after it, {@code absent}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FieldValue(String name, @Nullable String value, String source) {}

    /**
     * What it cost, by the tenant's rates.
     *
     * @param currency ISO 4217
     * @param llm the LLM's part
     * @param minutes the provider's part
     * @param inputTokens what LLMs read
     * @param outputTokens what LLMs wrote
     * @param seconds length of the call, 0 for a text
     */
    public record Costs(
            String currency, BigDecimal llm, BigDecimal minutes, long inputTokens, long outputTokens, int seconds) {}

    /**
     * One recording.
     *
     * @param url where the provider keeps it; fetching it may need the tenant's credentials
     * @param durationSeconds its length, null when unknown
     * @param text what was said, where the provider has transcribed it; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Recording(
            String url,
            @Nullable Integer durationSeconds,
            @Nullable String text) {
        /** A recording that nobody has transcribed. */
        public Recording(String url, @Nullable Integer durationSeconds) {
            this(url, durationSeconds, null);
        }
    }
}
