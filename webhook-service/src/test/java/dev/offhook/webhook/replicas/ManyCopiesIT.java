package dev.offhook.webhook.replicas;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.offhook.servers.Servers;
import dev.offhook.webhook.testsupport.ByteHttp;
import dev.offhook.webhook.testsupport.ByteHttp.Answer;
import dev.offhook.webhook.testsupport.DistantDialogue;
import dev.offhook.webhook.testsupport.WebhookProcess;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two replicas get the same requests at the same moment, many times. */
class ManyCopiesIT {
    private static final Logger LOG = Logger.getLogger(ManyCopiesIT.class);
    private static final int IDENTITIES = 200;
    private static final int COPIES = 50;
    // One tenant never sends so much at once; and it is the answers that are compared, not how long they take.
    private static final Map<String, String> UNHURRIED = Map.of(
            "OFFHOOK_LIMITS_TENANT_BURST", "1000000",
            "OFFHOOK_HOLD_FILLER_AFTER", "10s",
            "OFFHOOK_HOLD_FALLBACK_AFTER", "10s");

    private DistantDialogue dialogue;
    private List<WebhookProcess> replicas;

    @BeforeEach
    void start() {
        Servers.get().freshTopics();
        dialogue = new DistantDialogue(Duration.ZERO);
        Calls.publishTenants(dialogue);
        replicas = List.of(WebhookProcess.start(UNHURRIED), WebhookProcess.start(UNHURRIED));
    }

    @AfterEach
    void stop() {
        replicas.forEach(WebhookProcess::close);
        dialogue.close();
    }

    @Test
    void everyIdentityHasOneEffectAndOneAnswer() throws InterruptedException {
        // Given
        var answers = new ConcurrentHashMap<Integer, Set<Answer>>();

        // When
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int identity = 0; identity < IDENTITIES; identity++) {
                answers.put(identity, allAtOnce(senders, request(identity)));
            }
        }

        // Then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(dialogue.effects()).isEqualTo(IDENTITIES));
        LOG.infof(
                "%d identities x %d copies over two replicas: %d effects, %d records, %d different answers",
                IDENTITIES,
                COPIES,
                dialogue.effects(),
                dialogue.records(),
                answers.values().stream().mapToInt(Set::size).sum());
        assertThat(answers.values())
                .allSatisfy(same -> assertThat(same).singleElement().satisfies(answer -> assertThat(answer.status())
                        .isEqualTo(200)));
        assertThat(answers.entrySet())
                .filteredOn(each -> each.getKey() % 3 != 1)
                .allSatisfy(each ->
                        assertThat(each.getValue().iterator().next().body()).contains("Вы сказали: да"));
        // Each replica publishes a request once at most, whatever the number of its copies.
        assertThat(dialogue.records()).isBetween(IDENTITIES, 2 * IDENTITIES + COPIES * IDENTITIES / 3);
    }

    private Set<Answer> allAtOnce(ExecutorService senders, byte[] request) throws InterruptedException {
        var copies = IntStream.range(0, COPIES)
                .<Callable<Answer>>mapToObj(copy -> () -> send(replicas.get(copy % replicas.size()), request))
                .toList();
        var answers = new HashSet<Answer>();
        for (Future<Answer> answer : senders.invokeAll(copies)) {
            answers.add(answer.resultNow());
        }
        return answers;
    }

    private static Answer send(WebhookProcess replica, byte[] request) throws IOException {
        try (var http = new ByteHttp(replica.port())) {
            return http.send(request);
        }
    }

    private static byte[] request(int identity) {
        String name = UUID.randomUUID().toString().replace("-", "");
        return switch (identity % 3) {
            case 0 -> Calls.twilioSpeech(name, 1 + identity % 5);
            case 1 -> Calls.twilioSms(name);
            default -> Calls.voximplantSpeech(name, 1 + identity % 5);
        };
    }
}
