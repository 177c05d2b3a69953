package dev.offhook.webhook.twilio.relay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.offhook.events.Reply;
import dev.offhook.events.Reply.Say;
import dev.offhook.webhook.ingress.StreamedTurns.Following;
import dev.offhook.webhook.ingress.StreamedTurns.Listener;

/** A turn whose answer goes out sentence by sentence, and what of it was heard. */
final class SpokenTurn implements Listener {
    private final RelayLine line;
    private final SpokenWords words;
    private final String event;
    private final int from;
    private final String fillers;
    private final Consumer<Reply.Action> end;
    private final List<String> said = new ArrayList<>();
    private final List<Instant> heardBy = new ArrayList<>();
    private Runnable first = () -> {};
    private Following following = () -> {};

    /**
     * A turn that begins.
     *
     * @param event the id of its event
     * @param from the number of the first reply that the caller has not heard
     * @param fillers the language of fillers, BCP 47
     * @param end what to do once all words have gone out
     */
    SpokenTurn(RelayLine line, SpokenWords words, String event, int from, String fillers, Consumer<Reply.Action> end) {
        this.line = line;
        this.words = words;
        this.event = event;
        this.from = from;
        this.fillers = fillers;
        this.end = end;
    }

    /** Does this as well when the first words go out. */
    SpokenTurn timed(Runnable task) {
        first = task;
        return this;
    }

    /** What stops it. */
    void following(Following stops) {
        following = stops;
    }

    /** Nothing more of it is said. */
    void stop() {
        following.stop();
    }

    /** The id of its event. */
    String event() {
        return event;
    }

    /** The words that went out. */
    String said() {
        return String.join(" ", said);
    }

    /** The number of the first reply that was not heard to its end, as far as we know. */
    int unheard() {
        return from
                + (words.heard() ? (int) heardBy.stream().filter(words::past).count() : said.size());
    }

    /** True when all that went out was heard. */
    boolean isHeard() {
        return unheard() == from + said.size();
    }

    @Override
    public void say(Say say) {
        if (said.isEmpty()) {
            first.run();
        }
        said.add(say.text());
        heardBy.add(words.sent(say.text()));
        line.send(RelayFrames.text(say.text() + " ", false, say.language()));
    }

    @Override
    public void filler(String text) {
        // Words of their own: what is not ended may wait for more before it is spoken.
        words.sent(text);
        line.send(RelayFrames.text(text, true, fillers));
    }

    @Override
    public void end(Reply.Action action, boolean fallback) {
        if (!said.isEmpty()) {
            line.send(RelayFrames.endOfText());
        }
        end.accept(action);
    }
}
