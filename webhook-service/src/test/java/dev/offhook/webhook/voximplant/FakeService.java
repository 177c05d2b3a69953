package dev.offhook.webhook.voximplant;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallerInterrupted;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.Envelope;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.events.Topic;
import dev.offhook.webhook.ingress.StreamedTurns.Following;
import dev.offhook.webhook.ingress.StreamedTurns.Listener;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.provider.Meaning;
import dev.offhook.webhook.provider.Meaning.Fact;
import dev.offhook.webhook.provider.Meaning.OnCall;
import dev.offhook.webhook.voximplant.StreamSession.Closing;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The rest of the service, and the scenario at the other end, written by hand: they note what they are told. */
final class FakeService implements StreamSession.Service {
    private static final Channel VOICE =
            new Channel(Channel.Kind.VOXIMPLANT_VOICE, true, List.of("+74951234567"), null, false, "alena");
    private static final TenantConfiguration TENANT = new TenantConfiguration(
            "hotel",
            "Hotel",
            1,
            Plan.PREMIUM,
            "ru-RU",
            ZoneId.of("Europe/Moscow"),
            List.of(VOICE),
            new Assistant(
                    "Здравствуйте!",
                    List.of(),
                    List.of("Иначе?"),
                    new Phrases("Тишина.", List.of("Секунду."), "Ещё раз?", "Позже.", "Нет.", "Выкл.", "Записали.")),
            null,
            null,
            null,
            Map.of());

    /** The messages to the scenario, and why the socket was closed. */
    final List<Object> sent = new ArrayList<>();

    final List<Followed> followed = new ArrayList<>();

    /** Each is told whether Kafka has an event. */
    final List<Consumer<Boolean>> told = new ArrayList<>();

    Optional<TenantConfiguration> tenant = Optional.of(TENANT);
    Optional<String> refusal = Optional.empty();
    Instant now = Instant.ofEpochSecond(1_790_000_000);

    /** A turn that a session follows. */
    static final class Followed implements Following {
        private final OnCall call;
        private final Listener listener;
        private boolean stopped;

        Followed(OnCall call, Listener listener) {
            this.call = call;
            this.listener = listener;
        }

        OnCall call() {
            return call;
        }

        Listener listener() {
            return listener;
        }

        boolean stopped() {
            return stopped;
        }

        @Override
        public void stop() {
            stopped = true;
        }
    }

    StreamSession.Peer peer() {
        return new StreamSession.Peer() {
            @Override
            public void send(StreamMessage message) {
                sent.add(message);
            }

            @Override
            public void close(Closing why) {
                sent.add(why);
            }
        };
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    @Override
    public Optional<TenantConfiguration> tenant() {
        return tenant;
    }

    @Override
    public VoximplantEvent read(String text) {
        return VoximplantEvent.read(new ObjectMapper(), text.getBytes(UTF_8));
    }

    @Override
    public Meaning meaning(VoximplantEvent event, TenantConfiguration configuration) {
        int turn = event.turn().orElse(0);
        return switch (event.type()) {
            case SPEECH_RECOGNIZED -> turn(turn, new CallerSpoke("да", null, "ru-RU", turn));
            case SILENCE -> turn(turn, new CallerSilent(turn));
            default ->
                Meaning.Happened.one(
                        Topic.CALL_EVENTS,
                        new Envelope<>(
                                "id", "/test", "c1", "hotel", Instant.EPOCH, null, null, new CallerInterrupted("")));
        };
    }

    private static Meaning turn(int turn, CallEvent.Turn event) {
        return new Meaning.Turn(new TurnEvent(TENANT, "c1", "c1:" + turn, "", event), null, null, false);
    }

    @Override
    public Optional<String> refuses(TenantConfiguration configuration, OnCall call) {
        return refusal;
    }

    @Override
    public Following follow(OnCall call, Listener listener) {
        var following = new Followed(call, listener);
        followed.add(following);
        return following;
    }

    @Override
    public void tell(List<Fact> facts, Consumer<Boolean> then) {
        told.add(then);
    }
}
