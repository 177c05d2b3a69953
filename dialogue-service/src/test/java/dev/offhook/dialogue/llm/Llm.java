package dev.offhook.dialogue.llm;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.offhook.servers.llm.FakeLlm;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;

/** A client that is wired as in the service, and requests for the fake server. */
final class Llm implements AutoCloseable {
    static final String KEY = "sk-never-in-a-log";
    static final Deadlines DEADLINES = new Deadlines(
            Duration.ofMillis(1000), Duration.ofMillis(2500), Duration.ofMillis(700), Duration.ofSeconds(5));

    /** For tests whose subject is not time. */
    static final Deadlines PATIENT = new Deadlines(
            Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));

    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final LlmConfiguration configuration;
    final LlmClient client;

    Llm(Map<String, String> settings) {
        configuration = configuration(settings);
        client = new LlmClient(vertx, configuration, registry);
    }

    static LlmConfiguration configuration(Map<String, String> settings) {
        var values = new HashMap<String, String>();
        settings.forEach((name, value) -> values.put("offhook.llm." + name, value));
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(LlmConfiguration.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(LlmConfiguration.class);
    }

    static LlmSettings settings(FakeLlm server, String model) {
        return new LlmSettings(server.baseUrl(), KEY, model, 0.3, 200);
    }

    static LlmRequest request(LlmSettings settings) {
        return new LlmRequest(
                settings,
                Channel.VOICE,
                "Ты отвечаешь на звонки.",
                List.of(new LlmMessage.Caller("Во сколько завтрак?")),
                List.of());
    }

    @Override
    public void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
