package dev.offhook.webhook.twilio;

import java.util.List;

import dev.offhook.webhook.testsupport.Twilio;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TwimlTest {
    @Test
    void textAndUrlsAreEscaped() {
        // Given
        String text = "5 < 7 & \"да\" > 'нет' 👍";
        String url = "https://bot.example.org/webhook/call?step=gather&turn=1";

        // When
        String xml = Twiml.document(List.of(new Twiml.Gather(
                url, "ru-RU", Twiml.Keys.ANY, List.of(new Twiml.Say(text, "Polly.Tatyana", "ru-RU")))));

        // Then
        var gather = Twilio.child(Twilio.read(xml), "Gather");
        assertThat(gather.getAttribute("action")).isEqualTo(url);
        assertThat(gather.getAttribute("actionOnEmptyResult")).isEqualTo("true");
        assertThat(Twilio.child(gather, "Say").getTextContent()).isEqualTo(text);
        assertThat(Twilio.child(gather, "Say").getAttribute("voice")).isEqualTo("Polly.Tatyana");
    }

    @Test
    void charactersThatXmlCannotCarryAreLeftOut() {
        String xml = Twiml.document(List.of(new Twiml.Say("a\u0000b\u0008c\uD800d", null, null)));

        assertThat(Twilio.child(Twilio.read(xml), "Say").getTextContent()).isEqualTo("abcd");
    }

    @Test
    void nothingToSayIsAnEmptyResponse() {
        assertThat(Twilio.read(Twiml.document(List.of())).hasChildNodes()).isFalse();
    }
}
