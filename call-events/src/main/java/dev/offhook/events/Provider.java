package dev.offhook.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who carries the call or the message. */
public enum Provider {
    @JsonProperty("twilio")
    TWILIO("twilio"),
    @JsonProperty("voximplant")
    VOXIMPLANT("voximplant"),
    /** {@code POST /test/call}: a real turn that no provider carries. */
    @JsonProperty("test")
    TEST("test");

    private final String id;

    Provider(String id) {
        this.id = id;
    }

    /** The name in JSON, in conversation ids and in URLs: lower case, stable. */
    public String id() {
        return id;
    }

    /**
     * The conversation id of a call: derived from the provider's own id, so that a retried webhook or another replica
     * computes the same.
     *
     * @param callId the provider's id of the call, e.g. Twilio's {@code CallSid}; not blank
     * @throws IllegalArgumentException when {@code callId} is blank
     */
    public String conversationId(String callId) {
        if (callId == null || callId.isBlank()) {
            throw new IllegalArgumentException("call id is blank; a call has the provider's id, e.g. CA0123…");
        }
        return id + ":" + callId;
    }
}
