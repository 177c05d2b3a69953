package dev.offhook.webhook.voximplant;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.offhook.events.Reply;
import dev.offhook.webhook.voximplant.FakeService.Followed;
import dev.offhook.webhook.voximplant.StreamMessage.Action;
import dev.offhook.webhook.voximplant.StreamMessage.Filler;
import dev.offhook.webhook.voximplant.StreamMessage.Problem;
import dev.offhook.webhook.voximplant.StreamMessage.Reconnect;
import dev.offhook.webhook.voximplant.StreamMessage.Say;
import dev.offhook.webhook.voximplant.StreamMessage.Taken;
import dev.offhook.webhook.voximplant.StreamSession.Closing;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A socket's session against a scenario and a service written by hand. */
class StreamSessionTest {
    private final FakeService service = new FakeService();
    private final List<Object> sent = service.sent;
    private final List<Followed> followed = service.followed;
    private final List<Consumer<Boolean>> told = service.told;
    private final StreamSession session = new StreamSession("c1", service.peer(), service, service.clock());

    @Test
    void sentencesGoOutWithTheirTurnAndWhatDiffersFromTheTenant() {
        // When
        say(3);
        followed.getFirst().listener().say(new Reply.Say(0, false, "Раз.", "ru-RU", "alena"));
        followed.getFirst().listener().filler("Секунду.");
        followed.getFirst().listener().say(new Reply.Say(1, true, "Two.", "en-US", "joanna"));
        followed.getFirst().listener().end(new Reply.Transfer(2, "+12125550111", 25), false);

        // Then
        assertThat(sent)
                .containsExactly(
                        new Say(3, 0, "Раз.", null, null),
                        new Filler(3, "Секунду."),
                        new Say(3, 1, "Two.", "en-US", "joanna"),
                        new Action(3, "transfer", "+12125550111", 25, null, null));
    }

    @Test
    void everyActionHasItsName() {
        say(1);
        var listener = followed.getFirst().listener();
        List.of(
                        new Reply.Listen(0, 2),
                        new Reply.Listen(0, 2, "en-US"),
                        new Reply.Record(0, 90),
                        new Reply.Reject(0, "busy"),
                        new Reply.HangUp(0))
                .forEach(action -> listener.end(action, false));

        assertThat(sent)
                .containsExactly(
                        Action.plain(1, "listen"),
                        new Action(1, "listen", null, null, null, "en-US"),
                        new Action(1, "record", null, null, 90, null),
                        Action.plain(1, "reject"),
                        Action.plain(1, "hangup"));
    }

    @Test
    void nextTurnEndsTheFollowingOfTheLast() {
        // When
        say(1);
        say(2);

        // Then
        assertThat(followed).extracting(Followed::stopped).containsExactly(true, false);
    }

    @Test
    void repeatedTurnIsFollowedAnew() {
        // When
        say(1);
        say(1);

        // Then
        assertThat(followed).extracting(Followed::stopped).containsExactly(true, false);
        assertThat(followed)
                .extracting(followed -> followed.call().awaited().id())
                .containsOnly("c1:1");
    }

    @Test
    void interruptionStopsTheTurnAndIsTakenOnceKafkaHasIt() {
        // When
        say(1);
        session.received(event("interrupted", ",\"heard\":\"Номер\",\"turn\":1"));

        // Then
        assertThat(followed.getFirst().stopped()).isTrue();
        assertThat(sent).isEmpty();
        told.getFirst().accept(true);
        assertThat(sent).containsExactly(new Taken("interrupted", null, null));
    }

    @Test
    void lateInterruptionOfAnEarlierTurnStopsNothing() {
        // When
        say(2);
        session.received(event("interrupted", ",\"turn\":1"));

        // Then
        assertThat(followed.getFirst().stopped()).isFalse();
        assertThat(told).hasSize(1);
    }

    @Test
    void eventThatKafkaDoesNotTakeIsToldAndIsNoFault() {
        // When
        for (int i = 0; i < StreamSession.MOST_PROBLEMS + 5; i++) {
            session.received(event("call_ended", ""));
        }
        told.forEach(result -> result.accept(false));

        // Then
        assertThat(sent)
                .hasSize(StreamSession.MOST_PROBLEMS + 5)
                .allMatch(message -> message.equals(new Problem(null, "the event could not be stored; send it again")));
    }

    @Test
    void recordedMessageIsThankedFor() {
        // When
        session.received(event("recording", ",\"url\":\"https://storage.example/a.mp3\""));
        told.getFirst().accept(true);

        // Then
        assertThat(sent).containsExactly(new Taken("recording", "Записали.", "hangup"));
    }

    @Test
    void refusedCallHearsWhyAndIsHungUp() {
        // Given
        service.refusal = Optional.of("Нет.");

        // When
        say(0);

        // Then
        assertThat(sent).containsExactly(new Say(0, 0, "Нет.", null, null), Action.plain(0, "hangup"));
        assertThat(followed).isEmpty();
    }

    @Test
    void blockedCallHearsNothing() {
        // Given
        service.refusal = Optional.of("");

        // When
        say(0);

        // Then
        assertThat(sent).containsExactly(Action.plain(0, "reject"));
    }

    @Test
    void badMessagesAreNamedAndEndTheSocketInTheEnd() {
        // When
        session.received("{");
        session.received(event("speech_recognized", ""));
        session.received("{\"event_type\":\"silence\",\"call_id\":\"other\",\"turn\":1}");
        session.received(event("silence", ",\"turn\":1,\"custom_data\":{\"tenant_slug\":\"motel\"}"));
        session.receivedBinary();
        for (int i = 5; i <= StreamSession.MOST_PROBLEMS; i++) {
            session.received("[]");
        }
        session.received(event("silence", ",\"turn\":1"));

        // Then
        assertThat(sent.subList(0, 5))
                .extracting(message -> ((Problem) message).field())
                .containsExactly(null, "turn", "call_id", "custom_data.tenant_slug", null);
        assertThat(sent).hasSize(StreamSession.MOST_PROBLEMS + 1);
        assertThat(sent.getLast()).isEqualTo(Closing.PROBLEMS);
        assertThat(followed).isEmpty();
    }

    @Test
    void floodEndsTheSocket() {
        // When
        for (int i = 0; i <= StreamSession.MOST_AT_ONCE; i++) {
            say(i);
        }

        // Then
        assertThat(sent).containsExactly(Closing.FLOOD);
        assertThat(followed).hasSize(StreamSession.MOST_AT_ONCE).allMatch(Followed::stopped);
    }

    @Test
    void longCallIsNoFlood() {
        for (int i = 0; i < 10 * StreamSession.MOST_AT_ONCE; i++) {
            say(i);
            service.now = service.now.plusMillis(500);
        }

        assertThat(sent).isEmpty();
    }

    @Test
    void shutDownSendsTheCallElsewhere() {
        // When
        say(1);
        session.shutDown();
        session.received(event("silence", ",\"turn\":2"));

        // Then
        assertThat(sent).containsExactly(new Reconnect(), Closing.SHUTDOWN);
        assertThat(followed.getFirst().stopped()).isTrue();
    }

    @Test
    void socketThatIsGoneIsSentNothing() {
        // When
        session.received(event("call_ended", ""));
        session.closed();
        told.getFirst().accept(true);

        // Then
        assertThat(sent).isEmpty();
    }

    @Test
    void tenantThatIsGoneEndsTheSocket() {
        // Given
        service.tenant = Optional.empty();

        // When
        say(1);

        // Then
        assertThat(sent).containsExactly(Closing.TENANT_GONE);
    }

    private void say(int turn) {
        session.received(event("speech_recognized", ",\"text\":\"да\",\"turn\":" + turn));
    }

    private static String event(String type, String more) {
        return "{\"event_type\":\"" + type + "\",\"call_id\":\"c1\"" + more + "}";
    }
}
