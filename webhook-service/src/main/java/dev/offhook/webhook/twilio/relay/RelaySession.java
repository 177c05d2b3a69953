package dev.offhook.webhook.twilio.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
import dev.offhook.events.Reply.Say;
import dev.offhook.events.Reply.Transfer;
import dev.offhook.webhook.ingress.StreamedTurns.Following;
import dev.offhook.webhook.ingress.StreamedTurns.Listener;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.twilio.relay.RelayLine.Timer;
import dev.offhook.webhook.twilio.relay.RelayMessage.Dtmf;
import dev.offhook.webhook.twilio.relay.RelayMessage.Failure;
import dev.offhook.webhook.twilio.relay.RelayMessage.Info;
import dev.offhook.webhook.twilio.relay.RelayMessage.Interrupt;
import dev.offhook.webhook.twilio.relay.RelayMessage.Other;
import dev.offhook.webhook.twilio.relay.RelayMessage.Prompt;
import dev.offhook.webhook.twilio.relay.RelayMessage.Setup;

/**
 * One session: who it is, then turn by turn. The caller's words, keys and silence become turns; a turn's sentences go
 * out as they come, then its action. The caller may break in at any moment. Used on one thread.
 */
public final class RelaySession {
    private final RelayLine line;
    private final RelayConfiguration limits;
    private final Clock clock;
    private final String connection;
    private final SpokenWords words;
    private final KeyPad keys = new KeyPad();
    private final Throttle throttle;

    private State state = State.NEW;
    private Setup setup;
    private RelayTurns call;
    private String language;
    private int events;
    private int malformed;
    private String partial = "";
    private TurnInFlight turn;
    private TurnInFlight spoken;
    private Handoff after;
    private Timer silence;
    private Timer nextKey;
    private Timer ending;

    private enum State {
        /** Nobody has said whose session it is. */
        NEW,
        /** The caller is heard; a turn may be in flight. */
        TALKING,
        /** The last words are being spoken; then the session ends. */
        ENDING,
        /** Nothing is sent any more. */
        OVER
    }

    /**
     * A session that has just been connected.
     *
     * @param connection tells this connection from others of the same session, since the ids of our events must differ
     */
    public RelaySession(RelayLine line, RelayConfiguration limits, Clock clock, String connection) {
        this.line = line;
        this.limits = limits;
        this.clock = clock;
        this.connection = connection;
        words = new SpokenWords(clock, limits.charactersPerSecond());
        throttle = new Throttle(clock, limits.messagesAtOnce(), limits.messagesPerSecond());
    }

    /** A text message came. */
    public void received(String text) {
        if (state == State.OVER) {
            return;
        }
        if (!throttle.takes()) {
            close(1008, "too many messages");
            return;
        }
        RelayMessage.read(text).ifPresentOrElse(this::received, this::malformed);
    }

    /** Something came that is no message of Twilio's. */
    public void malformed() {
        line.count("malformed");
        malformed++;
        if (malformed >= limits.malformedAtMost()) {
            close(1007, "too many malformed messages");
        }
    }

    /**
     * This replica goes away: the call goes on in a new session, elsewhere.
     *
     * @return true when the session was asked to end
     */
    public boolean handOver() {
        if (state == State.OVER) {
            return false;
        }
        if (state == State.NEW) {
            close(1001, "this replica goes away");
        } else {
            end(after == null ? pause() : after);
        }
        return true;
    }

    /**
     * The socket is closed.
     *
     * @return what a new session of the same call should go on with; empty when this one came to its end
     */
    public Optional<Handoff.Resume> closed() {
        var left = state == State.TALKING ? Optional.of(pause()) : Optional.<Handoff.Resume>empty();
        over();
        return left;
    }

    /** The conversation id; empty before anybody said whose session it is. */
    public Optional<String> conversation() {
        return Optional.ofNullable(call).map(RelayTurns::conversation);
    }

    private void received(RelayMessage message) {
        if (state == State.NEW && !(message instanceof Setup)) {
            close(1008, "the first message is setup");
            return;
        }
        switch (message) {
            case Setup first -> begin(first);
            case Prompt prompt -> heard(prompt);
            case Dtmf dtmf -> pressed(dtmf.digit());
            case Interrupt interrupt -> interrupted(interrupt.heard());
            case Failure _ -> line.count("error");
            case Info info -> told(info);
            case Other _ -> line.count("unknown");
        }
    }

    private void begin(Setup first) {
        if (state != State.NEW) {
            line.count("setup-again");
            return;
        }
        var found = line.call(first);
        if (found.isEmpty()) {
            close(1008, "setup does not fit the handshake");
            return;
        }
        setup = first;
        call = found.get();
        state = State.TALKING;
        language = first.parameter(RelayParameters.LANGUAGE)
                .orElseGet(() -> call.tenant().locale());
        if (!call.admitted()) {
            end(new Handoff.HangUp());
            return;
        }
        resume();
    }

    private void resume() {
        var unheard =
                setup.parameter(RelayParameters.EVENT).filter(event -> event.startsWith(call.conversation() + ":"));
        if (unheard.isPresent()) {
            follow(unheard.get(), RelayParameters.from(setup));
        } else if (setup.parameter(RelayParameters.UNCLEAN).isPresent()) {
            goOnWithTheLatest(clock.instant().plus(limits.resumeWithin()).toEpochMilli());
        } else if (isFurther()) {
            reconnected();
        } else {
            // Twilio speaks the greeting that our document had.
            if (setup.parameter(RelayParameters.SPOKEN).isPresent()) {
                words.sent(call.tenant().assistant().greeting());
            }
            awaitCaller();
        }
    }

    // Twilio has connected again by itself: the call is further than our document knew.
    private boolean isFurther() {
        return setup.parameter(RelayParameters.SPOKEN)
                .filter(greeting -> call.latest()
                        .filter(latest -> !latest.event().equals(greeting))
                        .isPresent())
                .isPresent();
    }

    private void reconnected() {
        line.count("reconnected");
        var left = call.left().or(() -> recent().map(latest -> new Handoff.Resume(latest.event(), 0)));
        if (left.isPresent() && left.get().event() != null) {
            follow(left.get().event(), left.get().from());
        } else {
            awaitCaller();
        }
    }

    private Optional<RelayTurns.Latest> recent() {
        return call.latest()
                .filter(latest -> latest.repliedAt().isAfter(clock.instant().minus(limits.recent())));
    }

    // The replica that had the call is gone, and nobody knows how far it came: words said twice beat silence.
    private void goOnWithTheLatest(long until) {
        var recent = recent();
        if (recent.isPresent()) {
            follow(recent.get().event(), 0);
        } else if (clock.millis() >= until) {
            String phrase =
                    Locale.forLanguageTag(language).getLanguage().equals("ru") ? "Я вас слушаю." : "I'm listening.";
            words.sent(phrase);
            line.send(RelayFrames.text(phrase, true, language));
            awaitCaller();
        } else {
            silence = line.after(Duration.ofMillis(100), () -> goOnWithTheLatest(until));
        }
    }

    private void heard(Prompt prompt) {
        if (state != State.TALKING) {
            return;
        }
        rest();
        if (prompt.last()) {
            partial = "";
        } else {
            partial = prompt.text().strip();
        }
        if (prompt.last() && !prompt.text().isBlank()) {
            String tongue = prompt.language() == null ? language : prompt.language();
            publish(new CallerSpoke(prompt.text().strip(), null, tongue, null));
        } else if (turn == null) {
            awaitCaller();
        }
    }

    // The end of what the caller was saying may have got lost with a connection.
    private void silent() {
        publish(partial.isEmpty() ? new CallerSilent(null) : new CallerSpoke(partial, null, language, null));
    }

    private void pressed(String digit) {
        if (state != State.TALKING) {
            return;
        }
        rest();
        var complete = keys.press(digit, call.tenant().calls().menu());
        if (complete.isPresent()) {
            publish(new CallerPressed(complete.get(), null));
        } else if (keys.waits()) {
            nextKey = line.after(limits.betweenKeys(), () -> keys.taken()
                    .ifPresent(pressed -> publish(new CallerPressed(pressed, null))));
        } else if (turn == null) {
            awaitCaller();
        }
    }

    private void interrupted(String heard) {
        if (state != State.TALKING && state != State.ENDING) {
            return;
        }
        line.count("interrupt");
        words.over();
        stopTurn();
        spoken = null;
        call.tell(eventId(CallerInterrupted.class), new CallerInterrupted(heard));
        if (state == State.ENDING) {
            end(after);
        } else {
            awaitCaller();
        }
    }

    private void told(Info info) {
        boolean begins = "on".equals(info.value());
        switch (info.name()) {
            case "agentSpeaking" -> agentSpeaks(begins);
            case "clientSpeaking" -> {
                if (state == State.TALKING && turn == null) {
                    rest();
                    if (!begins) {
                        awaitCaller();
                    }
                }
            }
            default -> line.count("info");
        }
    }

    private void agentSpeaks(boolean begins) {
        if (begins) {
            words.begun();
        } else {
            words.over();
        }
        if (state == State.TALKING && turn == null && !keys.waits()) {
            awaitCaller();
        } else if (state == State.ENDING) {
            awaitTheEndOfWords();
        }
    }

    private void publish(CallEvent.Turn event) {
        rest();
        keys.taken();
        partial = "";
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
        var begun = new TurnInFlight(id, 0, true);
        turn = begun;
        spoken = begun;
        begun.following = call.publish(id, event, spokenLanguage(), begun);
    }

    private void follow(String event, int from) {
        var begun = new TurnInFlight(event, from, false);
        turn = begun;
        spoken = begun;
        begun.following = call.follow(event, from, spokenLanguage(), begun);
    }

    /** The turn whose answer is being spoken. */
    private final class TurnInFlight implements Listener {
        private final String event;
        private final boolean timed;
        private final long begunAt = clock.millis();
        private final List<String> said = new ArrayList<>();
        private final List<Instant> heardBy = new ArrayList<>();
        private Following following = () -> {};
        private final int from;

        TurnInFlight(String event, int from, boolean timed) {
            this.event = event;
            this.timed = timed;
            this.from = from;
        }

        // The number of the first reply that was not heard to its end.
        int unheard() {
            int heard = words.heard()
                    ? (int) heardBy.stream()
                            .filter(end -> !end.isAfter(clock.instant()))
                            .count()
                    : said.size();
            return from + heard;
        }

        boolean isHeard() {
            return unheard() == from + said.size();
        }

        String said() {
            return String.join(" ", said);
        }

        @Override
        public void say(Say say) {
            if (timed && said.isEmpty()) {
                line.firstWords(Duration.ofMillis(clock.millis() - begunAt));
            }
            said.add(say.text());
            heardBy.add(words.sent(say.text()));
            line.send(RelayFrames.text(say.text() + " ", false, say.language()));
        }

        @Override
        public void filler(String text) {
            // Words of their own: what is not ended may wait for more before it is spoken.
            words.sent(text);
            line.send(RelayFrames.text(text, true, call.tenant().locale()));
        }

        @Override
        public void end(Reply.Action action, boolean fallback) {
            turn = null;
            if (!said.isEmpty()) {
                line.send(RelayFrames.endOfText());
            }
            act(action);
        }
    }

    private void act(Reply.Action action) {
        switch (action) {
            case Listen listen -> {
                String expected = listen.language() == null ? call.tenant().locale() : listen.language();
                if (!expected.equals(language)) {
                    language = expected;
                    line.send(RelayFrames.language(expected));
                }
                awaitCaller();
            }
            case Transfer transfer -> endAfterWords(new Handoff.Transfer(transfer.number(), transfer.timeoutSeconds()));
            case Record recording -> endAfterWords(new Handoff.Record(recording.maxSeconds()));
            case Reject _, HangUp _ -> endAfterWords(new Handoff.HangUp());
        }
    }

    // An end cuts off what is still being spoken.
    private void endAfterWords(Handoff handoff) {
        rest();
        state = State.ENDING;
        after = handoff;
        if (words.heard()) {
            awaitTheEndOfWords();
        } else {
            end(after);
        }
    }

    private void awaitTheEndOfWords() {
        cancel(ending);
        ending = line.after(words.left().plus(limits.settle()), () -> end(after));
    }

    private void awaitCaller() {
        rest();
        silence = line.after(words.left().plus(limits.silenceAfter()), this::silent);
    }

    private void end(Handoff handoff) {
        if (state != State.OVER) {
            line.send(RelayFrames.end(handoff));
            line.count("end");
            over();
        }
    }

    private void close(int code, String reason) {
        line.count("closed-" + code);
        line.close(code, reason);
        over();
    }

    private Handoff.Resume pause() {
        return spoken == null || turn == null && spoken.isHeard()
                ? new Handoff.Resume(null, 0)
                : new Handoff.Resume(spoken.event, spoken.unheard());
    }

    private void over() {
        stopTurn();
        rest();
        cancel(ending);
        state = State.OVER;
    }

    private void stopTurn() {
        if (turn != null) {
            turn.following.stop();
            turn = null;
        }
    }

    private void rest() {
        cancel(silence);
        cancel(nextKey);
    }

    private static void cancel(Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }

    private String spokenLanguage() {
        return language.equals(call.tenant().locale()) ? null : language;
    }

    private String eventId(Class<? extends CallEvent> type) {
        events++;
        return TurnEvent.unnumbered(call.conversation(), setup.sessionId() + "." + connection + "-" + events, type);
    }
}
