package dev.offhook.local.provider;

import dev.offhook.local.provider.TwimlDocument.Next;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TwimlDocumentTest {

    @Test
    void gatherSpeaksAndListens() {
        // Given
        String xml = """
                <?xml version="1.0" encoding="UTF-8"?><Response><Say>Раз.</Say>\
                <Gather action="http://localhost:8080/webhook/call?step=gather&amp;turn=1"><Say>Два &amp; три?</Say>\
                </Gather><Redirect>http://localhost:8080/never</Redirect></Response>""";

        // When
        TwimlDocument document = TwimlDocument.parse(xml);

        // Then
        assertThat(document.said()).containsExactly("Раз.", "Два & три?");
        assertThat(document.next()).isEqualTo(new Next.Gather("http://localhost:8080/webhook/call?step=gather&turn=1"));
    }

    @Test
    void recordingOfTheWholeCallBeginsBeforeTheWords() {
        // When
        TwimlDocument document = TwimlDocument.parse("<Response><Start><Recording channels=\"dual\""
                + " recordingStatusCallback=\"/t/hr-center/webhook/recording-status\"/></Start>"
                + "<Say>Здравствуйте!</Say><Hangup/></Response>");

        // Then
        assertThat(document.recording()).isEqualTo("/t/hr-center/webhook/recording-status");
        assertThat(document.said()).containsExactly("Здравствуйте!");
    }

    @Test
    void redirectFollowsTheFiller() {
        // When
        TwimlDocument document = TwimlDocument.parse(
                "<Response><Say>Минутку…</Say><Redirect method=\"POST\"> /poll </Redirect></Response>");

        // Then
        assertThat(document.said()).containsExactly("Минутку…");
        assertThat(document.next()).isEqualTo(new Next.Redirect("/poll"));
    }

    @Test
    void transferNamesNumberPatienceAndAction() {
        // When
        TwimlDocument document = TwimlDocument.parse("<Response><Say>Соединяю.</Say><Dial timeout=\"25\""
                + " action=\"/webhook/dial?turn=2\"><Number>+1234567890</Number></Dial></Response>");

        // Then
        assertThat(document.said()).containsExactly("Соединяю.");
        assertThat(document.next()).isEqualTo(new Next.Dial("+1234567890", 25, "/webhook/dial?turn=2"));
    }

    @Test
    void recordingHasAnActionAndALongestTime() {
        // When
        TwimlDocument document =
                TwimlDocument.parse("<Response><Record action=\"/webhook/recording\" maxLength=\"90\"/></Response>");

        // Then
        assertThat(document.next()).isEqualTo(new Next.Record(90, "/webhook/recording"));
    }

    @Test
    void rejectionHasAReason() {
        assertThat(TwimlDocument.parse("<Response><Reject reason=\"busy\"/></Response>")
                        .next())
                .isEqualTo(new Next.Reject("busy"));
        assertThat(TwimlDocument.parse("<Response><Reject/></Response>").next()).isEqualTo(new Next.Reject("rejected"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Response><Hangup/></Response>", "<Response/>"})
    void callIsOver(String xml) {
        // When
        TwimlDocument document = TwimlDocument.parse(xml);

        // Then
        assertThat(document.next()).isEqualTo(new Next.HangUp());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "<Response>",
                "<Answer/>",
                "<Response><Dance/></Response>",
                "<Response><Say>Нет.</Say><Reject/></Response>",
                "<!DOCTYPE Response [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><Response><Say>&x;</Say></Response>"
            })
    void whatIsNotTwimlIsRefused(String xml) {
        // When Then
        assertThatThrownBy(() -> TwimlDocument.parse(xml)).isInstanceOf(IllegalArgumentException.class);
    }
}
