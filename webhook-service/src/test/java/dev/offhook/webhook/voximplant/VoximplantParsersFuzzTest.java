package dev.offhook.webhook.voximplant;

import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.webhook.fuzz.Mutations;
import dev.offhook.webhook.testsupport.Payloads;
import dev.offhook.webhook.testsupport.Payloads.Payload;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/** What reads a scenario's JSON, a hundred thousand times; {@code -Doffhook.fuzz.seed} repeats a run. */
class VoximplantParsersFuzzTest {
    private static final long SEED = Long.getLong("offhook.fuzz.seed", System.currentTimeMillis());
    private static final int INPUTS = 100_000;
    private static final List<Payload> EVENTS = Payloads.posted().stream()
            .filter(payload -> payload.path().equals("/webhook/voximplant"))
            .toList();
    private static final List<String> TYPES = List.of(
            "call_started",
            "speech_recognized",
            "call_ended",
            "dtmf",
            "silence",
            "interrupted",
            "transfer_ended",
            "recording",
            "poll");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void oddJsonIsReadOrRefusedInWords() {
        int read = 0;
        for (long number = 0; number < INPUTS; number++) {
            var random = new Random(SEED * 1_000_003 + number);
            var payload = EVENTS.get(random.nextInt(EVENTS.size()));
            String type = TYPES.get(random.nextInt(TYPES.size()));
            byte[] body = Mutations.json(
                    random,
                    payload.raw().replaceFirst("\"event_type\":\"[a-z_]*\"", "\"event_type\":\"" + type + "\""));
            String where = "seed=" + SEED + " number=" + number;
            try {
                var event = VoximplantEvent.read(json, body);
                assertThat(event.callId()).as(where).isNotBlank().hasSizeLessThanOrEqualTo(200);
                event.turn().ifPresent(turn -> assertThat(turn).as(where).isNotNegative());
                read++;
            } catch (ProblemException e) {
                assertThat(e.problem().status()).as(where).isBetween(400, 499);
                assertThat(e.problem().detail()).as(where).doesNotContain("java.", "Exception", "jackson");
            } catch (RuntimeException | StackOverflowError e) {
                fail(where + " body=" + new String(body, UTF_8), e);
            }
        }
        // Were nearly all of them refused, the rest of the reader would not have been tried.
        assertThat(read).isGreaterThan(INPUTS / 10);
    }
}
