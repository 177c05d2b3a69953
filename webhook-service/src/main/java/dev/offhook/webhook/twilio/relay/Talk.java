package dev.offhook.webhook.twilio.relay;

import java.time.Clock;
import java.time.Duration;

import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallerInterrupted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.Reply;
import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Record;
import dev.offhook.events.Reply.Reject;
import dev.offhook.events.Reply.Transfer;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.twilio.relay.RelayLine.Timer;
import dev.offhook.webhook.twilio.relay.RelayMessage.Info;
import dev.offhook.webhook.twilio.relay.RelayMessage.Prompt;

/**
 * What is said between a caller and us, turn by turn. The caller's words, keys and silence become turns; a turn's
 * sentences go out as they come, then its action. The caller may break in at any moment.
 */
final class Talk {
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(2);

    private final RelayLine line;
    private final RelayConfiguration limits;
    private final Clock clock;
    private final RelayTurns call;
    private final String connection;
    private final SpokenWords words;
    private final KeyPad keys = new KeyPad();

    private String language;
    private int events;
    private String partial = "";
    // The turn that is in flight, and the one whose words may still be heard.
    private SpokenTurn turn;
    private SpokenTurn spoken;
    // What the session ends with once its last words are spoken; null while the caller is heard.
    private Handoff after;
    private boolean over;
    private Timer silence = () -> {};
    private Timer nextKey = () -> {};
    private Timer ending = () -> {};

    /**
     * A talk that begins.
     *
     * @param connection names this connection in the ids of its events
     * @param language what the caller speaks, BCP 47
     */
    Talk(RelayLine line, RelayConfiguration limits, Clock clock, RelayTurns call, String connection, String language) {
        this.line = line;
        this.limits = limits;
        this.clock = clock;
        this.call = call;
        this.connection = connection;
        this.language = language;
        words = new SpokenWords(clock, limits.charactersPerSecond());
    }

    /** Words of ours are spoken that are no turn's; then the caller is heard. */
    void spoken(String text) {
        words.sent(text);
        awaitCaller();
    }

    /** Says what is left of the answer to a turn that was published before. */
    void follow(String event, int from) {
        begin(new SpokenTurn(line, words, event, from, call.tenant().locale(), this::over));
        turn.following(call.follow(event, from, spokenLanguage(), turn));
    }

    /** Something is to be done a little later, unless the caller does something before. */
    void later(Duration delay, Runnable task) {
        rest();
        silence = line.after(delay, task);
    }

    /** The caller says something. */
    void heard(Prompt prompt) {
        if (isEnding()) {
            return;
        }
        rest();
        if (prompt.last() && !prompt.text().isBlank()) {
            String tongue = prompt.language() == null ? language : prompt.language();
            publish(new CallerSpoke(prompt.text().strip(), null, tongue, null));
        } else {
            partial = prompt.last() ? "" : prompt.text().strip();
            awaitCallerUnlessAnswering();
        }
    }

    /** The caller pressed a key. */
    void pressed(String digit) {
        if (isEnding()) {
            return;
        }
        rest();
        var complete = keys.press(digit, call.tenant().calls().menu());
        if (complete.isPresent()) {
            publish(new CallerPressed(complete.get(), null));
        } else if (keys.waits()) {
            nextKey = line.after(limits.betweenKeys(), () -> keys.taken()
                    .ifPresent(pressed -> publish(new CallerPressed(pressed, null))));
        } else {
            awaitCallerUnlessAnswering();
        }
    }

    /** The caller broke in. */
    void interrupted(String heard) {
        if (over) {
            return;
        }
        line.count("interrupt");
        words.over();
        stopTurn();
        spoken = null;
        call.tell(eventId(CallerInterrupted.class), new CallerInterrupted(heard));
        if (after == null) {
            awaitCaller();
        } else {
            end(after);
        }
    }

    /** Somebody began or ceased to speak. */
    void told(Info info) {
        boolean begins = "on".equals(info.value());
        switch (info.name()) {
            case "agentSpeaking" -> agentSpeaks(begins);
            case "clientSpeaking" -> {
                if (!isEnding() && turn == null && !keys.waits()) {
                    rest();
                    if (!begins) {
                        awaitCaller();
                    }
                }
            }
            default -> line.count("info");
        }
    }

    /** What a new session should go on with, if this one ended now. */
    Handoff.Resume pause() {
        return spoken == null || turn == null && spoken.isHeard()
                ? new Handoff.Resume(null, 0)
                : new Handoff.Resume(spoken.event(), spoken.unheard());
    }

    /** Hands the call over: to what it was about to go on with, else to a new session. */
    void handOver() {
        end(after == null ? pause() : after);
    }

    /** Ends the session at once. */
    void end(Handoff handoff) {
        if (!over) {
            line.send(RelayFrames.end(handoff));
            line.count("end");
            stop();
            // Twilio closes the socket; one that is left open would keep a replica from stopping.
            line.after(CLOSED_WITHIN, () -> line.close(1000, "ended"));
        }
    }

    /** Nothing is sent or published any more. */
    void stop() {
        stopTurn();
        rest();
        ending.cancel();
        over = true;
    }

    /** True when the session has ended, or will once its last words are spoken. */
    boolean isEnding() {
        return over || after != null;
    }

    private void agentSpeaks(boolean begins) {
        if (begins) {
            words.begun();
        } else {
            words.over();
        }
        if (over) {
            return;
        }
        if (after != null) {
            awaitTheEndOfWords();
        } else if (!keys.waits()) {
            awaitCallerUnlessAnswering();
        }
    }

    private void publish(CallEvent.Turn event) {
        rest();
        keys.taken();
        partial = "";
        // Whoever speaks over our words has cut them off.
        words.over();
        if (turn != null) {
            // Not a barge-in to Twilio, since nothing was being spoken: the caller had more to say than we waited for.
            String heard = turn.said();
            stopTurn();
            call.tell(eventId(CallerInterrupted.class), new CallerInterrupted(heard));
        }
        if (!call.admitted()) {
            end(new Handoff.HangUp());
            return;
        }
        String id = eventId(event.getClass());
        line.count("turn");
        var asked = clock.instant();
        begin(new SpokenTurn(line, words, id, 0, call.tenant().locale(), this::over)
                .timed(() -> line.firstWords(Duration.between(asked, clock.instant()))));
        turn.following(call.publish(id, event, spokenLanguage(), turn));
    }

    private void begin(SpokenTurn begun) {
        rest();
        turn = begun;
        spoken = begun;
    }

    private void over(Reply.Action action) {
        turn = null;
        switch (action) {
            case Listen listen -> {
                expect(listen.language() == null ? call.tenant().locale() : listen.language());
                awaitCaller();
            }
            case Transfer transfer -> endAfterWords(new Handoff.Transfer(transfer.number(), transfer.timeoutSeconds()));
            case Record recording -> endAfterWords(new Handoff.Record(recording.maxSeconds()));
            case Reject _, HangUp _ -> endAfterWords(new Handoff.HangUp());
        }
    }

    private void expect(String expected) {
        if (!expected.equals(language)) {
            language = expected;
            line.send(RelayFrames.language(expected));
        }
    }

    // An end cuts off what is still being spoken.
    private void endAfterWords(Handoff handoff) {
        rest();
        after = handoff;
        if (words.heard()) {
            awaitTheEndOfWords();
        } else {
            end(handoff);
        }
    }

    private void awaitTheEndOfWords() {
        ending.cancel();
        ending = line.after(words.left().plus(limits.settle()), () -> end(after));
    }

    private void awaitCallerUnlessAnswering() {
        if (turn == null) {
            awaitCaller();
        }
    }

    private void awaitCaller() {
        later(words.left().plus(limits.silenceAfter()), this::silent);
    }

    // The end of what the caller was saying may have got lost with a connection.
    private void silent() {
        publish(partial.isEmpty() ? new CallerSilent(null) : new CallerSpoke(partial, null, language, null));
    }

    private void stopTurn() {
        if (turn != null) {
            turn.stop();
            turn = null;
        }
    }

    private void rest() {
        silence.cancel();
        nextKey.cancel();
    }

    private String spokenLanguage() {
        return language.equals(call.tenant().locale()) ? null : language;
    }

    private String eventId(Class<? extends CallEvent> type) {
        events++;
        return TurnEvent.unnumbered(call.conversation(), connection + "-" + events, type);
    }
}
