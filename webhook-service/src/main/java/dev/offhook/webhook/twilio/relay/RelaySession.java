package dev.offhook.webhook.twilio.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.tenants.OnChannel;
import dev.offhook.webhook.twilio.relay.RelayMessage.Dtmf;
import dev.offhook.webhook.twilio.relay.RelayMessage.Failure;
import dev.offhook.webhook.twilio.relay.RelayMessage.Info;
import dev.offhook.webhook.twilio.relay.RelayMessage.Interrupt;
import dev.offhook.webhook.twilio.relay.RelayMessage.Other;
import dev.offhook.webhook.twilio.relay.RelayMessage.Prompt;
import dev.offhook.webhook.twilio.relay.RelayMessage.Setup;

/**
 * One session: whose it is, what it goes on with, then the talk. Messages that are none are tolerated up to a limit. Used
 * on one thread.
 */
public final class RelaySession {
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(100);

    private final RelayLine line;
    private final RelayConfiguration limits;
    private final Clock clock;
    private final String connection;
    private final Throttle throttle;

    private int malformed;
    private boolean closed;
    // All of these are null before the first message.
    private Setup setup;
    private RelayTurns call;
    private String language;
    private Talk talk;

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
        throttle = new Throttle(clock, limits.messagesAtOnce(), limits.messagesPerSecond());
    }

    /** A text message came. */
    public void received(String text) {
        if (closed) {
            return;
        }
        if (throttle.takes()) {
            RelayMessage.read(text).ifPresentOrElse(this::received, this::malformed);
        } else {
            close(1008, "too many messages");
        }
    }

    /** Something came that is no message of Twilio's. */
    public void malformed() {
        line.count("malformed");
        malformed++;
        if (malformed >= limits.malformedAtMost()) {
            close(1007, "too many malformed messages");
        }
    }

    /** This replica goes away: the call goes on in a new session, elsewhere. */
    public void handOver() {
        if (talk != null) {
            talk.handOver();
        } else {
            close(1001, "this replica goes away");
        }
    }

    /**
     * The socket is closed.
     *
     * @return what a new session of the same call should go on with; empty when this one came to its end
     */
    public Optional<Handoff.Resume> closed() {
        closed = true;
        if (talk == null) {
            return Optional.empty();
        }
        var left = talk.isEnding() ? Optional.<Handoff.Resume>empty() : Optional.of(talk.pause());
        talk.stop();
        return left;
    }

    /** The conversation id; empty before anybody said whose session it is. */
    public Optional<String> conversation() {
        return Optional.ofNullable(call).map(RelayTurns::conversation);
    }

    private void received(RelayMessage message) {
        if (talk == null && !(message instanceof Setup)) {
            close(1008, "the first message is setup");
            return;
        }
        switch (message) {
            case Setup first -> begin(first);
            case Prompt prompt -> talk.heard(prompt);
            case Dtmf dtmf -> talk.pressed(dtmf.digit());
            case Interrupt interrupt -> talk.interrupted(interrupt.heard());
            case Failure _ -> line.count("error");
            case Info info -> talk.told(info);
            case Other _ -> line.count("unknown");
        }
    }

    private void begin(Setup first) {
        if (talk != null) {
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
        language = first.parameter(RelayParameters.LANGUAGE)
                .orElseGet(() -> call.tenant().locale());
        talk = new Talk(line, limits, clock, call, first.sessionId() + "." + connection, language);
        if (call.admitted()) {
            resume();
        } else {
            talk.end(new Handoff.HangUp());
        }
    }

    private void resume() {
        var unheard =
                setup.parameter(RelayParameters.EVENT).filter(event -> event.startsWith(call.conversation() + ":"));
        if (isKnown()) {
            reconnected();
        } else if (unheard.isPresent()) {
            talk.follow(unheard.get(), RelayParameters.from(setup));
        } else if (setup.parameter(RelayParameters.UNCLEAN).isPresent()) {
            goOnWithTheLatest(clock.instant().plus(limits.resumeWithin()));
        } else {
            // Twilio speaks the greeting that our document had.
            talk.spoken(OnChannel.of(call.tenant(), Channel.Kind.TWILIO_VOICE)
                    .assistant()
                    .greeting());
        }
    }

    // Twilio has connected again by itself, to whichever replica: this session has had turns.
    private boolean isKnown() {
        String ours = call.conversation() + ":" + setup.sessionId() + ".";
        return call.latest().filter(latest -> latest.event().startsWith(ours)).isPresent();
    }

    private void reconnected() {
        line.count("reconnected");
        var left = call.left().or(() -> recent().map(latest -> new Handoff.Resume(latest.event(), 0)));
        if (left.isPresent() && left.get().event() != null) {
            talk.follow(left.get().event(), left.get().from());
        } else {
            talk.spoken("");
        }
    }

    // The replica that had the call is gone, and nobody knows how far it came: words said twice beat silence.
    private void goOnWithTheLatest(Instant until) {
        var recent = recent();
        if (recent.isPresent()) {
            talk.follow(recent.get().event(), 0);
        } else if (clock.instant().isBefore(until)) {
            talk.later(LOOK_AGAIN_AFTER, () -> goOnWithTheLatest(until));
        } else {
            String phrase =
                    Locale.forLanguageTag(language).getLanguage().equals("ru") ? "Я вас слушаю." : "I'm listening.";
            line.send(RelayFrames.text(phrase, true, language));
            talk.spoken(phrase);
        }
    }

    private Optional<RelayTurns.Latest> recent() {
        return call.latest()
                .filter(latest -> latest.repliedAt().isAfter(clock.instant().minus(limits.recent())));
    }

    private void close(int code, String reason) {
        line.count("closed-" + code);
        closed = true;
        if (talk != null) {
            talk.stop();
        }
        line.close(code, reason);
    }
}
