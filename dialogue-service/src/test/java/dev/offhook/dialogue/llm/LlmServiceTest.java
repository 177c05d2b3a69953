package dev.offhook.dialogue.llm;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.offhook.servers.RealServers;
import dev.offhook.servers.llm.FakeLlm;
import dev.offhook.servers.llm.Script;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.virtual.threads.VirtualThreads;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The client as the service builds it. */
@QuarkusTest
@WithTestResource(RealServers.class)
class LlmServiceTest {
    @Inject
    LlmClient client;

    @Inject
    LlmConfiguration configuration;

    @Inject
    @VirtualThreads
    ExecutorService threads;

    @Test
    void serviceStartsWithoutAModelAndAsksTheTenantsOwn() throws Exception {
        // Given
        try (var server = FakeLlm.start(0)) {
            server.next(Script.text("Да. Завтрак с семи."));
            var request = Llm.request(Llm.settings(server, "fake"));

            // When
            LlmResult result = threads.submit(
                            () -> client.converse(request, Llm.PATIENT, sentence -> {}, new Cancellation()))
                    .get();

            // Then
            assertThat(configuration.url()).isEmpty();
            assertThat(result.sentences()).containsExactly("Да.", "Завтрак с семи.");
            assertThat(result.tokens().estimated()).isFalse();
        }
    }

    @Test
    void failingModelIsLeftAlone() throws Exception {
        // Given
        try (var server = FakeLlm.start(0)) {
            server.always(Script.error(500, "down"));
            var request = Llm.request(Llm.settings(server, "fake"));

            // When
            List<Outcome> outcomes = IntStream.range(0, 12)
                    .mapToObj(i -> client.converse(request, Llm.PATIENT, sentence -> {}, new Cancellation())
                            .outcome())
                    .toList();

            // Then
            assertThat(outcomes).startsWith(Outcome.SERVER).endsWith(Outcome.CIRCUIT_OPEN);
            assertThat(server.ledger()).hasSize(configuration.breaker().calls());
        }
    }
}
