package dev.offhook.webhook.replies;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Reply;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Say;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TurnsTest {
    private static final int RACES = 5_000;

    private final Turns turns = new Turns(Map.of(), new RepliesConfiguration() {
        @Override
        public Duration readBack() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration keep() {
            return Duration.ofMinutes(2);
        }

        @Override
        public int keepAtMost() {
            return 20_000;
        }

        @Override
        public Duration waitAtMost() {
            return Duration.ofMinutes(1);
        }
    });

    @Test
    void requestAndReplyThatMeetAtOneMomentShareTheTurn() throws Exception {
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (int race = 0; race < RACES; race++) {
                // Given
                String id = "twilio:CA" + race + ":1:CallerSpoke";
                Callable<Turn> request = () -> turns.of(id);

                // When
                var turn = pool.submit(request);
                var reply = pool.submit(() -> {
                    receive(id, new Say(0, true, "да", "ru-RU", null));
                    receive(id, new Listen(1, 2));
                });
                reply.get();

                // Then
                assertThat(turn.get().answer().get(1, TimeUnit.SECONDS).text()).isEqualTo("да");
            }
        }
    }

    @Test
    void repliesInAnyOrderMakeOneAnswer() {
        // Given
        var turn = turns.of("a");

        // When
        receive("a", new Listen(2, 2));
        receive("a", new Say(1, true, "мир", "ru-RU", null));
        boolean early = turn.answer().isDone();
        receive("a", new Say(0, false, "Привет,", "ru-RU", null));
        receive("a", new Say(0, false, "Привет,", "ru-RU", null));

        // Then
        assertThat(early).isFalse();
        assertThat(turn.answer().join().text()).isEqualTo("Привет, мир");
    }

    @Test
    void answerServesRetriesAfterwards() {
        // Given
        var first = turns.of("b");
        receive("b", new Listen(0, 1));

        // When
        var retry = turns.of("b");

        // Then
        assertThat(retry).isSameAs(first);
        assertThat(retry.answer()).isCompleted();
    }

    @Test
    void wordsOnceHandedOutStayThatPartForEveryRequest() {
        // Given
        var turn = turns.of("c");
        receive("c", new Say(0, false, "Раз.", "ru-RU", null));
        receive("c", new Say(2, false, "Три.", "ru-RU", null));
        var first = turn.give(0).orElseThrow();

        // When
        receive("c", new Say(1, false, "Два.", "ru-RU", null));

        // Then
        assertThat(first.says()).extracting(Say::text).containsExactly("Раз.");
        assertThat(turn.give(0)).contains(first);
        var rest = turn.give(first.next()).orElseThrow();
        assertThat(rest.says()).extracting(Say::text).containsExactly("Два.", "Три.");
        assertThat(turn.give(rest.next())).isEmpty();
    }

    private void receive(String inReplyTo, Reply reply) {
        Envelope<Event> envelope = new Envelope<>(
                inReplyTo + "/" + reply.seq(),
                "/offhook/dialogue-service",
                "twilio:CA",
                "hr-center",
                Instant.now(),
                inReplyTo,
                null,
                reply);
        turns.received(envelope);
    }
}
