package dev.offhook.dialogue.history;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import dev.offhook.dialogue.testsupport.Bearer;
import dev.offhook.dialogue.testsupport.Clinic;
import dev.offhook.dialogue.testsupport.RecordsSeen;
import dev.offhook.dialogue.testsupport.Told;
import dev.offhook.dialogue.testsupport.Wire;
import dev.offhook.events.CallEvent.CallerInterrupted;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.Reply.Say;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Server-sent events, over real HTTP. */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
@TestProfile(LiveResourceTest.Hasty.class)
class LiveResourceTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** What takes its time otherwise. */
    public static final class Hasty implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "offhook.history.heartbeat", "200ms",
                    "offhook.history.linger", "200ms",
                    "offhook.history.listeners", "2",
                    "offhook.history.listener-buffer", "64");
        }
    }

    @Inject
    Told told;

    @Inject
    Clinic clinic;

    @Inject
    RecordsSeen topic;

    @Inject
    Wire wire;

    @Inject
    LiveFeed feed;

    @Inject
    EventPublisher publisher;

    @TestHTTPResource("/api/tenants/clinic/")
    URI api;

    private final List<Stream<String>> open = new ArrayList<>();

    @BeforeEach
    void openTheClinic() {
        Bearer.asAdmin();
        clinic.open();
    }

    @AfterEach
    void hangUp() {
        open.forEach(Stream::close);
        Awaitility.await().atMost(SOON).until(() -> feed.listening() == 0 && !feed.following());
    }

    @Test
    void aCallGrowsWhileSomebodyListens() {
        // Given
        String call = told.call(Clinic.SLUG, "+79161234567", Instant.now());
        told.turn(call, 1, "Алло", "Здравствуйте!", "rule");
        var heard = listen("conversations/" + call + "/events");
        awaitLine(heard, "Здравствуйте!");

        // When
        spoke(Clinic.SLUG, call, "Сколько стоит?");
        spoke("hr-center", call, "чужой тенант");
        spoke(Clinic.SLUG, told.call(Clinic.SLUG, "+79160000000", Instant.now()), "чужой разговор");
        say(call, "Тысячу.");
        told.end(call, "completed");

        // Then
        awaitLine(heard, "Сколько стоит?");
        awaitLine(heard, "Тысячу.");
        awaitLine(heard, "\"outcome\":\"completed\"");
        assertThat(heard).contains("event:snapshot", "event:CallerSpoke", "event:Say", "event:ConversationRecord");
        assertThat(heard).noneMatch(line -> line.contains("чужой"));
    }

    @Test
    void allCallsOfATenantAreSeen() {
        // Given
        String before = told.call(Clinic.SLUG, "+79161234567", Instant.now());
        var heard = listen("live");
        awaitLine(heard, before);

        // When
        String during = "twilio:CA" + UUID.randomUUID();
        spoke("hr-center", "twilio:CA" + UUID.randomUUID(), "чужой тенант");
        say(during, "Добрый день!");

        // Then
        awaitLine(heard, "Добрый день!");
        assertThat(heard).anyMatch(line -> line.contains(during)).noneMatch(line -> line.contains("чужой"));
    }

    @Test
    void aSilentConnectionCarriesComments() {
        var heard = listen("live");

        awaitLine(heard, ":still here");
    }

    @Test
    void oneListenerTooManyIsRefused() throws IOException, InterruptedException {
        // Given
        awaitLine(listen("live"), "snapshot");
        awaitLine(listen("live"), "snapshot");

        // When
        var refused = HttpClient.newHttpClient().send(authorised("live"), BodyHandlers.ofString());

        // Then
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("too many");
    }

    @Test
    void aClientThatDoesNotReadIsDropped() throws IOException {
        // Given
        var patient = listen("live");
        awaitLine(patient, "snapshot");
        try (var stuck = new Socket(InetAddress.getLoopbackAddress(), api.getPort())) {
            stuck.getOutputStream()
                    .write(("GET " + api.getPath() + "live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "Authorization: Bearer " + Bearer.admin() + "\r\n\r\n")
                            .getBytes(UTF_8));
            Awaitility.await().atMost(SOON).until(() -> feed.listening() == 2);

            // When
            String call = "twilio:CA" + UUID.randomUUID();
            String long8k = "а".repeat(8000);
            for (int round = 0; round < 30; round++) {
                int first = round * 50;
                CompletableFuture.allOf(IntStream.range(first, first + 50)
                                .mapToObj(seq -> publisher
                                        .publish(
                                                Topic.REPLIES,
                                                call,
                                                Wire.envelope(
                                                        call + "/" + seq,
                                                        call,
                                                        Clinic.SLUG,
                                                        new Say(seq, false, long8k, "ru-RU", null)))
                                        .toCompletableFuture())
                                .toArray(CompletableFuture[]::new))
                        .join();
                awaitLine(patient, call + "/" + (first + 49));
            }

            // Then
            Awaitility.await().atMost(SOON).until(() -> feed.listening() == 1);
            stuck.setSoTimeout((int) SOON.toMillis());
            assertThat(stuck.getInputStream().transferTo(OutputStream.nullOutputStream()))
                    .isLessThan(30 * 50 * 16_000L);
        }
        say("twilio:CA-after", "Я ещё здесь");
        awaitLine(patient, "Я ещё здесь");
    }

    private void spoke(String tenant, String call, String text) {
        // An interruption carries words and is answered by nobody.
        wire.publish(
                Topic.CALL_EVENTS,
                call,
                Wire.envelope(call + ":" + UUID.randomUUID(), call, tenant, new CallerInterrupted(text)));
        wire.publish(
                Topic.CALL_EVENTS,
                call,
                Wire.envelope(call + ":" + UUID.randomUUID(), call, tenant, new CallerSpoke(text, 0.9, null, null)));
    }

    private void say(String call, String text) {
        wire.publish(
                Topic.REPLIES,
                call,
                Wire.envelope(
                        call + "/" + UUID.randomUUID(), call, Clinic.SLUG, new Say(0, true, text, "ru-RU", null)));
    }

    private Queue<String> listen(String path) {
        var heard = new ConcurrentLinkedQueue<String>();
        HttpClient.newHttpClient()
                .sendAsync(authorised(path), BodyHandlers.ofLines())
                .thenApply(HttpResponse::body)
                .thenAcceptAsync(lines -> {
                    open.add(lines);
                    lines.forEach(heard::add);
                });
        return heard;
    }

    private static void awaitLine(Queue<String> heard, String part) {
        Awaitility.await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> heard.stream()
                .anyMatch(line -> line.contains(part)));
    }

    private HttpRequest authorised(String path) {
        return HttpRequest.newBuilder(api.resolve(path))
                .header("Authorization", "Bearer " + Bearer.admin())
                .build();
    }
}
