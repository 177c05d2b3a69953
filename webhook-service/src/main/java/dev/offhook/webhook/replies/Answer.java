package dev.offhook.webhook.replies;

import java.util.List;
import java.util.stream.Collectors;

import dev.offhook.events.Reply;
import dev.offhook.events.Reply.Say;

/**
 * A whole answer to one turn: the words in their order, then what to do.
 *
 * @param says what to speak, may be empty
 * @param action what follows
 * @param fallback true when the ingress ended the turn because the dialogue did not
 */
public record Answer(List<Say> says, Reply.Action action, boolean fallback) {

    /** The words as one text, for transports that speak one string. */
    public String text() {
        return says.stream().map(Say::text).collect(Collectors.joining(" "));
    }

    /** What is left of it for a caller who has heard the replies before number {@code seq}. */
    public Answer from(int seq) {
        return new Answer(says.stream().filter(say -> say.seq() >= seq).toList(), action, fallback);
    }
}
