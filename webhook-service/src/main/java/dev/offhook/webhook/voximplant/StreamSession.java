package dev.offhook.webhook.voximplant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.offhook.events.Reply;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.webhook.ingress.StreamedTurns.Following;
import dev.offhook.webhook.ingress.StreamedTurns.Listener;
import dev.offhook.webhook.provider.Meaning;
import dev.offhook.webhook.provider.Meaning.Fact;
import dev.offhook.webhook.provider.Meaning.Happened;
import dev.offhook.webhook.provider.Meaning.Message;
import dev.offhook.webhook.provider.Meaning.Nothing;
import dev.offhook.webhook.provider.Meaning.OnCall;
import dev.offhook.webhook.voximplant.VoximplantEvent.What;
import org.jspecify.annotations.Nullable;

/**
 * One socket of a scenario: which turn is followed, what is said about it, and when the socket is done with. Not
 * thread-safe: all calls, and those of its listeners, come one at a time.
 */
final class StreamSession {
    /** So many bad messages are told; the next one ends the socket. */
    static final int MOST_PROBLEMS = 20;

    /** How many messages may come at once, and how many a second on and on; a caller makes two a second at most. */
    static final int MOST_AT_ONCE = 60;

    private static final int PER_SECOND = 20;

    private final String callId;
    private final Peer peer;
    private final Service service;
    private final Clock clock;

    @Nullable
    private Following following;

    private int turn = -1;
    private int problems;
    private boolean over;
    private double allowed = MOST_AT_ONCE;
    private Instant lastMessageAt;

    /** Why a socket is closed: the codes of RFC 6455. */
    enum Closing {
        /** Nothing came for long. */
        IDLE(1000, "nothing came for long"),
        /** This replica shuts down. */
        SHUTDOWN(1001, "this replica shuts down"),
        /** Too many bad messages. */
        PROBLEMS(1008, "too many bad messages"),
        /** Too many messages. */
        FLOOD(1008, "too many messages"),
        /** The tenant is gone, or has no such channel any more. */
        TENANT_GONE(1008, "the tenant has no Voximplant voice channel any more"),
        /** It does not take what it is sent. */
        SLOW(1008, "what is sent is not taken");

        /** The close code. */
        final int code;

        /** The reason, for the scenario's log. */
        final String reason;

        Closing(int code, String reason) {
            this.code = code;
            this.reason = reason;
        }
    }

    /** The scenario at the other end. */
    interface Peer {
        /** Sends a message; messages arrive in the order in which they are sent. */
        void send(StreamMessage message);

        /** Ends the socket. */
        void close(Closing why);
    }

    /** The rest of this service. */
    interface Service {
        /** The newest configuration of the tenant; empty when it has no such channel any more. */
        Optional<TenantConfiguration> tenant();

        /**
         * Reads a message.
         *
         * @throws ProblemException that names what is wrong
         */
        VoximplantEvent read(String text);

        /** What an event means. */
        Meaning meaning(VoximplantEvent event, TenantConfiguration tenant);

        /**
         * Whether a call is not taken; the refusal is published then.
         *
         * @return the words that the caller hears, empty for a caller who hears nothing; nothing when it is taken
         */
        Optional<String> refuses(TenantConfiguration tenant, OnCall call);

        /** Publishes a turn, or asks for one that was, and follows its answer from the start. */
        Following follow(OnCall call, Listener listener);

        /** Publishes; {@code told} is called with true once Kafka has it, with false when it has not in time. */
        void tell(List<Fact> facts, Consumer<Boolean> told);
    }

    StreamSession(String callId, Peer peer, Service service, Clock clock) {
        this.callId = callId;
        this.peer = peer;
        this.service = service;
        this.clock = clock;
        lastMessageAt = clock.instant();
    }

    /** Takes a message of the scenario. */
    void received(String text) {
        if (over) {
            return;
        }
        if (isTooMuch()) {
            end(Closing.FLOOD);
            return;
        }
        var tenant = service.tenant();
        if (tenant.isEmpty()) {
            end(Closing.TENANT_GONE);
            return;
        }
        try {
            var event = checked(service.read(text), tenant.get());
            take(event, service.meaning(event, tenant.get()), tenant.get());
        } catch (ProblemException e) {
            problem(e.problem().field(), e.problem().detail());
        }
    }

    /** A message that is no text. */
    void receivedBinary() {
        if (!over) {
            problem(null, "a message is JSON text; this one is binary");
        }
    }

    /** When the last message came, or the socket was opened. */
    Instant lastMessageAt() {
        return lastMessageAt;
    }

    /** This replica shuts down: the call goes on over another socket. */
    void shutDown() {
        if (!over) {
            peer.send(new StreamMessage.Reconnect());
            end(Closing.SHUTDOWN);
        }
    }

    /** Ends the socket. */
    void end(Closing why) {
        if (!over) {
            closed();
            peer.close(why);
        }
    }

    /** The socket is gone. What was published goes on; nobody listens here. */
    void closed() {
        over = true;
        stop();
    }

    private VoximplantEvent checked(VoximplantEvent event, TenantConfiguration tenant) {
        if (!event.callId().equals(callId)) {
            throw ProblemException.badRequest("call_id", "call_id is not that of this socket");
        }
        if (event.tenant().filter(slug -> !slug.equals(tenant.slug())).isPresent()) {
            throw ProblemException.badRequest(
                    "custom_data.tenant_slug", "custom_data.tenant_slug is not that of this socket");
        }
        return event;
    }

    private void take(VoximplantEvent event, Meaning meaning, TenantConfiguration tenant) {
        switch (meaning) {
            case OnCall call -> {
                int number = event.turn()
                        .orElseThrow(() -> ProblemException.badRequest(
                                "turn", "turn is missing; on a socket every turn has its number, 0 for call_started"));
                answer(call, number, tenant);
            }
            case Happened(List<Fact> facts) -> tell(event, facts, tenant);
            case Message _, Nothing _ -> throw new IllegalStateException("no event of a call: " + meaning);
        }
    }

    private void answer(OnCall call, int number, TenantConfiguration tenant) {
        stop();
        turn = number;
        var refusal = service.refuses(tenant, call);
        if (refusal.isEmpty()) {
            following = service.follow(call, new Speaking(number, tenant));
        } else if (refusal.get().isEmpty()) {
            peer.send(StreamMessage.Action.plain(number, "reject"));
        } else {
            peer.send(new StreamMessage.Say(number, 0, refusal.get(), null, null));
            peer.send(StreamMessage.Action.plain(number, "hangup"));
        }
    }

    private void tell(VoximplantEvent event, List<Fact> facts, TenantConfiguration tenant) {
        // An interruption that comes late, of an answer before this one, must not stop this one.
        boolean ofThisTurn = event.turn().orElse(turn) >= turn;
        boolean silences = event.what() instanceof What.Ended || event.what() instanceof What.Interrupted && ofThisTurn;
        if (silences) {
            stop();
        }
        service.tell(facts, told -> {
            if (over) {
                return;
            }
            if (told) {
                peer.send(taken(event, tenant));
            } else {
                peer.send(new StreamMessage.Problem(null, "the event could not be stored; send it again"));
            }
        });
    }

    private static StreamMessage taken(VoximplantEvent event, TenantConfiguration tenant) {
        var spoken = Spoken.acknowledging(event.what(), tenant);
        return spoken.response().isEmpty()
                ? new StreamMessage.Taken(event.type().wire, null, null)
                : new StreamMessage.Taken(event.type().wire, spoken.response(), spoken.action());
    }

    private void problem(@Nullable String field, String detail) {
        problems++;
        if (problems > MOST_PROBLEMS) {
            end(Closing.PROBLEMS);
        } else {
            peer.send(new StreamMessage.Problem(field, detail));
        }
    }

    private void stop() {
        if (following != null) {
            following.stop();
            following = null;
        }
    }

    private boolean isTooMuch() {
        var now = clock.instant();
        double since = Duration.between(lastMessageAt, now).toMillis() / 1_000.0;
        lastMessageAt = now;
        allowed = Math.min(MOST_AT_ONCE, allowed + since * PER_SECOND) - 1;
        return allowed < 0;
    }

    private final class Speaking implements Listener {
        private final int number;
        private final TenantConfiguration tenant;

        Speaking(int number, TenantConfiguration tenant) {
            this.number = number;
            this.tenant = tenant;
        }

        @Override
        public void say(Reply.Say say) {
            peer.send(StreamMessage.Say.of(number, say, tenant));
        }

        @Override
        public void filler(String text) {
            peer.send(new StreamMessage.Filler(number, text));
        }

        @Override
        public void end(Reply.Action action, boolean fallback) {
            following = null;
            peer.send(StreamMessage.Action.of(number, action, tenant));
        }
    }
}
