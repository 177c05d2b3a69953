package dev.offhook.local.simulator;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class FaultySimulatorTest {
    private static final String TO = "+14155550123";

    @TempDir
    Path data;

    private Simulator simulator;
    private SimulatorClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start(0, data);
        client = new SimulatorClient(simulator);
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    @Test
    void busyTwilioTakesNothingAndSaysWhenToComeBack() throws Exception {
        // When
        HttpResponse<String> silent = client.twilio(TO, "one sim(busy)");
        HttpResponse<String> telling = client.twilio(TO, "two sim(busy/7)");

        // Then
        assertThat(silent.statusCode()).isEqualTo(429);
        assertThat(SimulatorClient.json(silent).path("code").asInt()).isEqualTo(20429);
        assertThat(silent.headers().firstValue("Retry-After")).isEmpty();
        assertThat(telling.headers().firstValue("Retry-After")).contains("7");
        assertThat(taken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"error, 0", "error-after, 1"})
    void brokenTwilioMayHaveTakenTheMessage(String script, int messages) throws Exception {
        // When
        HttpResponse<String> answer = client.twilio(TO, "Hello sim(" + script + ")");

        // Then
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(taken()).hasSize(messages);
    }

    @ParameterizedTest
    @CsvSource({"reset, 0", "reset-after, 1"})
    void resetConnectionMayHaveTakenTheMessage(String script, int messages) throws Exception {
        // When
        assertThatThrownBy(() -> client.twilio(TO, "Hello sim(" + script + ")")).isInstanceOf(IOException.class);

        // Then
        assertThat(taken()).hasSize(messages);
        assertThat(client.shown("attempts").path("attempts")).hasSize(1);
    }

    @Test
    void slowAnswerComesAfterTheMessageIsTaken() throws Exception {
        // Given
        Instant start = Instant.now();

        // When
        HttpResponse<String> answer = client.twilio(TO, "Hello sim(slow/700)");

        // Then
        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(700));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(Instant.parse(taken().get(0).path("at").asText())).isBefore(start.plusMillis(600));
    }

    @ParameterizedTest
    @ValueSource(ints = {21211, 21408, 21606, 21608, 21610, 21612, 21614, 21617, 21635})
    void refusalHasTwiliosCode(int code) throws Exception {
        // When
        HttpResponse<String> refused = client.twilio(TO, "Hello sim(refuse/" + code + ")");

        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(SimulatorClient.json(refused).path("code").asInt()).isEqualTo(code);
        assertThat(taken()).isEmpty();
    }

    @Test
    void ruleHoldsUntilItIsTakenAway() throws Exception {
        // Given
        client.put("faults", "[{\"provider\":\"twilio\",\"to\":\"14155550123\",\"script\":\"error always\"}]");

        // When
        int during = client.twilio(TO, "one").statusCode();
        client.put("faults", "[]");
        int after = client.twilio(TO, "one").statusCode();

        // Then
        assertThat(during).isEqualTo(500);
        assertThat(after).isEqualTo(201);
    }

    @Test
    void ruleThatDoesNotReadIsNamed() throws Exception {
        // When
        HttpResponse<String> refused = client.put("faults", "[{\"script\":\"explode\"}]");

        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("explode");
    }

    @Test
    void freshMessageIsMissingFromListsAndFoundByItsId() throws Exception {
        // Given
        client.put("settings", "{\"listedAfter\":\"PT1.5S\"}");
        String sid =
                SimulatorClient.json(client.twilio(TO, "Hello")).path("sid").asText();

        // When
        JsonNode fresh = client.listed("?To=%2B14155550123");

        // Then
        assertThat(fresh.path("messages")).isEmpty();
        assertThat(client.fetched(sid).path("body").asText()).isEqualTo("Hello");
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(
                        client.listed("?To=%2B14155550123&From=%2B15005550006&DateSent%3E=2026-01-01")
                                .path("messages"))
                .extracting(message -> message.path("sid").asText())
                .containsExactly(sid));
    }

    @Test
    void listHasPagesFromNewToOld() throws Exception {
        // Given
        client.put("settings", "{\"listedAfter\":\"PT0S\"}");
        for (String text : new String[] {"one", "two", "three"}) {
            client.twilio(TO, text);
        }

        // When
        JsonNode first = client.listed("?PageSize=2&To=%2B14155550123");
        JsonNode second = client.listed(first.path("next_page_uri").asText().replaceFirst("^[^?]*", ""));

        // Then
        assertThat(first.path("messages"))
                .extracting(message -> message.path("body").asText())
                .containsExactly("three", "two");
        assertThat(second.path("messages"))
                .extracting(message -> message.path("body").asText())
                .containsExactly("one");
        assertThat(second.path("next_page_uri").isNull()).isTrue();
    }

    @Test
    void lastStateIsShown() throws Exception {
        // Given
        client.put("settings", "{\"listedAfter\":\"PT0S\",\"sentAfter\":\"PT0S\",\"endedAfter\":\"PT0S\"}");
        client.twilio(TO, "Hello sim(undelivered/30003)");

        // When
        JsonNode message = client.listed("").path("messages").get(0);

        // Then
        assertThat(message.path("status").asText()).isEqualTo("undelivered");
        assertThat(message.path("error_code").asInt()).isEqualTo(30003);
    }

    @Test
    void historyShowsWordsOnlyWhereTheyWereStored() throws Exception {
        // Given
        client.put("settings", "{\"listedAfter\":\"PT0S\",\"sentAfter\":\"PT0S\",\"endedAfter\":\"PT0S\"}");
        String twoWay = "source=74951234567&destination=79161234567&sms_body=";
        client.voximplant("SendSmsMessage", twoWay + "one");
        client.voximplant("SendSmsMessage", twoWay + "two&store_body=true");
        client.voximplant("A2PSendSms", "src_number=Hotel&dst_numbers=79161234567&text=three&store_body=true");

        // When
        JsonNode history = client.voximplant("GetSmsHistory", "destination_number=79161234567&count=10");
        JsonNode a2p = client.voximplant("A2PGetSmsHistory", "source_number=Hotel");

        // Then
        assertThat(history.path("total_count").asInt()).isEqualTo(2);
        assertThat(history.path("result"))
                .extracting(message -> message.path("text").asText("none"))
                .containsExactly("two", "none");
        assertThat(history.path("result").get(0).path("status_id").asText()).isEqualTo("1");
        assertThat(history.path("result").get(0).path("processed_date").asText())
                .matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}");
        assertThat(a2p.path("result")).hasSize(1);
        assertThat(a2p.path("result").get(0).path("delivery_status").asText()).isEqualTo("DELIVERED");
    }

    @Test
    void voximplantSaysInside200WhatIsWrong() throws Exception {
        // Given
        String twoWay = "source=74951234567&destination=79161234567&sms_body=Hello sim(";
        String a2p = "src_number=Hotel&dst_numbers=79161234567&text=Hello sim(";

        // When
        JsonNode busy = client.voximplant("SendSmsMessage", twoWay + "busy)");
        JsonNode disabled = client.voximplant("A2PSendSms", a2p + "refuse/509)");
        JsonNode partial = client.voximplant("A2PSendSms", a2p + "refuse/385)");
        JsonNode old = client.voximplant("SendSmsMessage", twoWay + "old-field)");

        // Then
        assertThat(busy.path("error").path("code").asInt()).isEqualTo(340);
        assertThat(disabled.path("error").path("code").asInt()).isEqualTo(509);
        assertThat(partial.path("result")).isEmpty();
        assertThat(partial.path("failed").get(0).path("error_code").asInt()).isEqualTo(385);
        assertThat(old.has("message_id")).isFalse();
        assertThat(old.path("transaction_id").asLong()).isPositive();
        assertThat(taken()).hasSize(1);
    }

    private JsonNode taken() throws Exception {
        return client.shown("messages").path("messages");
    }
}
