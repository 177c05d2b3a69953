package dev.offhook.webhook.twilio.relay;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.events.EventJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The documented messages, word for word. */
class RelayMessageTest {
    @Test
    void documentedMessagesRead() {
        assertThat(read("tw-cr-setup"))
                .isEqualTo(new RelayMessage.Setup(
                        "VX00000000000000000000000000000000",
                        "AC00000000000000000000000000000000",
                        "CA00000000000000000000000000000000",
                        "+18005550100",
                        "+18005550101",
                        Map.of("callReference", "bar")));
        assertThat(read("tw-cr-prompt"))
                .isEqualTo(new RelayMessage.Prompt("Can you tell me the secret of life?", "en-US", true));
        assertThat(read("tw-cr-dtmf")).isEqualTo(new RelayMessage.Dtmf("1"));
        assertThat(read("tw-cr-error"))
                .isEqualTo(new RelayMessage.Failure("Invalid message received: {\"foo\":\"bar\"}"));
        assertThat(read("tw-cr-info-agent")).isEqualTo(new RelayMessage.Info("agentSpeaking", "on"));
    }

    @ParameterizedTest
    @CsvSource({"tw-cr-out-text", "tw-cr-out-play", "tw-cr-out-digits", "tw-cr-out-language", "tw-cr-out-end"})
    void whatGoesTheOtherWayIsAnotherType(String id) {
        assertThat(read(id)).isInstanceOf(RelayMessage.Other.class);
    }

    @Test
    void whatWeSendHasTheDocumentedForm() throws IOException {
        var mapper = EventJson.mapper();
        assertThat(mapper.readTree(RelayFrames.text("Hello world!", false, "en-US")))
                .isEqualTo(mapper.readTree(
                        "{\"type\":\"text\",\"token\":\"Hello world!\",\"last\":false," + "\"lang\":\"en-US\"}"));
        assertThat(mapper.readTree(RelayFrames.language("sv-SE")).fieldNames())
                .toIterable()
                .containsExactlyElementsOf(
                        () -> payload("tw-cr-out-language").path("json").fieldNames());
        var end = mapper.readTree(RelayFrames.end(new Handoff.HangUp()));
        assertThat(end.path("handoffData").isTextual()).isTrue();
        assertThat(end.fieldNames()).toIterable().containsExactly("type", "handoffData");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"setup\"",
                "{}",
                "{\"type\":5}",
                "{\"type\":\"prompt\"}",
                "{\"type\":\"prompt\",\"voicePrompt\":null}",
                "{\"type\":\"dtmf\"}",
                "{\"type\":\"setup\"}"
            })
    void whatIsNoMessageIsToldFromOne(String text) {
        assertThat(RelayMessage.read(text).filter(message -> !(message instanceof RelayMessage.Other)))
                .isEmpty();
    }

    @Test
    void deepNestingIsNoMessage() {
        assertThat(RelayMessage.read("[".repeat(20_000))).isEmpty();
    }

    @Test
    void handoffComesBackAsItWent() {
        for (Handoff handoff : new Handoff[] {
            new Handoff.Transfer("+12125550111", 25),
            new Handoff.Record(90),
            new Handoff.HangUp(),
            new Handoff.Resume("twilio:CA1:VX1.a-1:CallerSpoke", 2),
            new Handoff.Resume(null, 0)
        }) {
            assertThat(Handoff.read(handoff.json())).contains(handoff);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "7",
                "null",
                "{\"reasonCode\":\"live-agent-handoff\",\"reason\":\"caller asked\"}",
                "{\"action\":\"transfer\",\"number\":\"nobody\"}",
                "{\"action\":\"dance\"}"
            })
    void handoffThatIsNotOursIsNone(String text) {
        assertThat(Handoff.read(text)).isEmpty();
    }

    private static RelayMessage read(String id) {
        return RelayMessage.read(payload(id).path("raw").asText()).orElseThrow();
    }

    private static JsonNode payload(String id) {
        try (var file = RelayMessageTest.class.getResourceAsStream("/vectors/payloads.json")) {
            for (JsonNode payload : EventJson.mapper().readTree(file).findParents("id")) {
                if (id.equals(payload.path("id").asText())) {
                    return payload;
                }
            }
            throw new AssertionError("no payload " + id);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
