package dev.offhook.dialogue.replay;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * One turn, then and now.
 *
 * @param conversation conversation id
 * @param turn its number
 * @param at when it was
 * @param caller what the caller said; null when nothing
 * @param then what was answered
 * @param now what would be answered
 * @param comparable false when the two need not be alike: an LLM or an emergency phrase answered then, and no LLM is
 *     asked now; or it is not known what was answered
 * @param same true when the words are the same; null when they cannot be compared
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayedTurn(
        String conversation,
        int turn,
        Instant at,
        @Nullable String caller,
        Answer then,
        Answer now,
        boolean comparable,
        @Nullable Boolean same) {

    /**
     * An answer.
     *
     * @param words null when they are not known
     * @param source where it came from; {@code failed} when there is none
     * @param detail the id of the rule or knowledge entry; null without one
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Answer(
            @Nullable String words, String source, @Nullable String detail) {}

    /**
     * The last line of a replay.
     *
     * @param summary what came of it
     */
    @RegisterForReflection
    public record End(Summary summary) {}

    /**
     * What came of a replay.
     *
     * @param version the configuration's version that answered now
     * @param conversations how many were replayed
     * @param turns how many turns they had
     * @param different how many are answered otherwise now
     * @param notComparable how many cannot be compared
     */
    @RegisterForReflection
    public record Summary(long version, int conversations, int turns, int different, int notComparable) {}
}
