package dev.offhook.local.provider;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.offhook.events.EventJson;
import dev.offhook.local.simulator.SentMessage;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What one customer's telephone got: the messages that the provider simulator was asked to send there. */
public final class SimulatorInbox implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI messages;

    private record Shown(@JsonProperty("messages") List<SentMessage> messages) {}

    /**
     * The inbox of {@code number}.
     *
     * @param port of the simulator on 127.0.0.1
     * @param number E.164
     */
    public SimulatorInbox(int port, String number) {
        messages =
                URI.create("http://127.0.0.1:" + port + "/simulator/messages?to=" + URLEncoder.encode(number, UTF_8));
    }

    /**
     * All messages, newest last.
     *
     * @throws IOException when the simulator does not answer
     */
    public List<SentMessage> messages() throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(messages).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the simulator answered " + answer.statusCode() + ": " + answer.body());
        }
        return EventJson.mapper().readValue(answer.body(), Shown.class).messages();
    }

    /**
     * Waits for the message after the first {@code known} ones.
     *
     * @return empty when it did not come within {@code patience}
     * @throws IOException when the simulator does not answer
     */
    public Optional<SentMessage> next(int known, Duration patience) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        while (true) {
            List<SentMessage> got = messages();
            if (got.size() > known) {
                return Optional.of(got.get(known));
            }
            if (Instant.now().isAfter(deadline)) {
                return Optional.empty();
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
