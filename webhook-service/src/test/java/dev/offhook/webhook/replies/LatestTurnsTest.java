package dev.offhook.webhook.replies;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Reply;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Say;
import dev.offhook.webhook.replies.LatestTurns.Latest;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A call that goes on with another replica. */
class LatestTurnsTest {
    private static final String CALL = "twilio:CA1";
    private static final String FIRST = CALL + ":0:CallStarted";
    private static final String SECOND = CALL + ":VX1.a-1:CallerSpoke";
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final RepliesConfiguration configuration = new SmallRyeConfigBuilder()
            .withMapping(RepliesConfiguration.class)
            .withConverter(Duration.class, 200, new DurationConverter())
            .build()
            .getConfigMapping(RepliesConfiguration.class);
    private final Turns held = new Turns(Map.of(), configuration);
    private final Turns other = new Turns(Map.of(), configuration);

    @Test
    void otherReplicaKnowsTheTurnAndItsUnheardWords() {
        // Given
        var turn = held.of(SECOND);
        replied(FIRST, new Say(0, true, "Здравствуйте!", "ru-RU", null), NOW);
        replied(FIRST, new Listen(1, 1), NOW);
        replied(SECOND, new Say(0, false, "Раз.", "ru-RU", null), NOW.plusSeconds(5));
        assertThat(turn.words(0)).hasSize(1);

        // When
        replied(SECOND, new Say(1, true, "Два.", "ru-RU", null), NOW.plusSeconds(6));
        replied(SECOND, new Listen(2, 2), NOW.plusSeconds(6));

        // Then
        assertThat(other.latest().of(CALL)).contains(new Latest(SECOND, NOW.plusSeconds(6)));
        assertThat(other.of(SECOND).answer().join().from(1).text()).isEqualTo("Два.");
    }

    @Test
    void replyThatIsReadAgainIsNotTheLatest() {
        // Given
        replied(SECOND, new Listen(0, 2), NOW.plusSeconds(6));

        // When
        replied(FIRST, new Listen(0, 1), NOW);

        // Then
        assertThat(other.latest().of(CALL)).map(Latest::event).contains(SECOND);
        assertThat(other.latest().of("twilio:CA2")).isEmpty();
    }

    private void replied(String event, Reply reply, Instant at) {
        Envelope<Event> envelope = new Envelope<>(
                event + "/" + reply.seq(), "/offhook/dialogue-service", CALL, "stream", at, event, null, reply);
        List.of(held, other).forEach(replica -> replica.received(envelope));
    }
}
