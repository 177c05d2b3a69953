package dev.offhook.dialogue.llm;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import dev.offhook.servers.llm.FakeLlm;
import dev.offhook.servers.llm.Script;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LlmSecrecyTest {
    private static final List<Logger> LIBRARIES = Stream.of(
                    "dev.offhook", "dev.langchain4j", "io.vertx", "io.netty", "io.smallrye", "com.fasterxml")
            .map(Logger::getLogger)
            .toList();

    @Test
    void keyAndWordsAreInNoLogAtAnyLevel() {
        // Given
        var captured = new Captured();
        LIBRARIES.forEach(library -> {
            library.setLevel(Level.ALL);
            library.setUseParentHandlers(false);
            library.addHandler(captured);
        });

        // When
        try (var server = FakeLlm.start(0);
                var llm = new Llm(Map.of())) {
            server.next(
                    Script.text("Ответ-секрет."),
                    Script.error(401, "Incorrect API key provided: " + Llm.KEY),
                    Script.error(500, "Ответ-секрет " + Llm.KEY));
            for (String model : List.of("fake", "fake-a", "fake-b", "fake-garbage", "fake-reset")) {
                llm.client.converse(
                        Llm.request(Llm.settings(server, model)), Llm.DEADLINES, sentence -> {}, new Cancellation());
            }
        } finally {
            LIBRARIES.forEach(library -> {
                library.setLevel(null);
                library.setUseParentHandlers(true);
                library.removeHandler(captured);
            });
        }

        // Then
        assertThat(captured.lines).anyMatch(line -> line.contains("outcome=refused"));
        assertThat(captured.lines).noneMatch(line -> line.contains(Llm.KEY));
        assertThat(captured.lines).noneMatch(line -> line.contains("секрет") || line.contains("завтрак"));
    }

    @Test
    void keyIsInNoText() {
        // Given
        var settings = new LlmSettings(URI.create("https://api.example/v1"), Llm.KEY, "m", 0, 1);

        // When
        String text = Llm.request(settings).toString();

        // Then
        assertThat(text).contains("api.example").doesNotContain(Llm.KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a.example/v1", "api.example/v1", "https://user:secret@a.example/v1", "https:///v1"})
    void wrongAddressIsRefusedWithoutNamingIt(String url) {
        assertThatThrownBy(() -> new LlmSettings(URI.create(url), null, "m", 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://api.openai.com/v1")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "sk-\nX: y", "ключ"})
    void wrongKeyIsRefusedWithoutNamingIt(String key) {
        assertThatThrownBy(() -> new LlmSettings(URI.create("https://api.example/v1"), key, "m", 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the LLM's API key must be one word of ASCII characters, or none");
    }

    private static final class Captured extends Handler {
        private final PatternFormatter formatter = new PatternFormatter("%s%e");
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord logged) {
            lines.add(formatter.format(logged));
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
