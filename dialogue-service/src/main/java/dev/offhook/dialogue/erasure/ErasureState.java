package dev.offhook.dialogue.erasure;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * How far an erasure has come.
 *
 * @param id of the request
 * @param status what is left to do
 * @param number the number, masked
 * @param requestedAt when it was asked for
 * @param finishedAt when nothing was left for Offhook to do; null until then
 * @param conversations what became of conversations
 * @param recordings what became of the provider's recordings
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErasureState(
        String id,
        Status status,
        String number,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        Conversations conversations,
        Recordings recordings) {

    /** What is left to do. */
    @RegisterForReflection
    public enum Status {
        /** Offhook is at it. */
        @JsonProperty("running")
        RUNNING,
        /** All is gone but the recordings that a person has to delete. */
        @JsonProperty("manual")
        MANUAL,
        /** All is gone. */
        @JsonProperty("done")
        DONE
    }

    /**
     * Conversations.
     *
     * @param erased how many are erased
     * @param waiting how many calls go on and are erased when they are over
     * @param unpublished of how many the redacted record is not yet on the topic
     */
    @RegisterForReflection
    public record Conversations(int erased, int waiting, int unpublished) {}

    /**
     * Recordings.
     *
     * @param deleted how many the provider has deleted, or no longer had
     * @param pending those that are tried again
     * @param manual those that a person has to delete
     */
    @RegisterForReflection
    public record Recordings(int deleted, List<Left> pending, List<Left> manual) {}

    /**
     * A recording that is still there.
     *
     * @param url where
     * @param reason why; null before the first attempt
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Left(String url, @Nullable String reason) {}
}
