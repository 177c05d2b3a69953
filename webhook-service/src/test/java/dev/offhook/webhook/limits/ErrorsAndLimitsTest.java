package dev.offhook.webhook.limits;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.RawHttp;
import dev.offhook.webhook.testsupport.ScriptedDialogue;
import dev.offhook.webhook.testsupport.Twilio;
import dev.offhook.webhook.twilio.TwilioSignature;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@WithTestResource(RealServers.class)
class ErrorsAndLimitsTest {
    private static final String CALL = "/webhook/call";

    @Inject
    DemoTenants tenants;

    @Inject
    ScriptedDialogue dialogue;

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing/here, 404",
        "POST, /webhook/nothing, 404",
        "POST, /webhook/, 404",
        "PUT, /webhook/call, 405",
        "DELETE, /t/hr-center/webhook/call, 405",
        "GET, /webhook/voximplant, 405",
        "GET, /test/call, 405",
        "POST, /webhook/voximplant, 400",
    })
    void everyErrorIsAProblemWithoutAPageOrATrace(String method, String path, int status) {
        given().accept("text/html")
                .request(method, path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body(not(containsString("<")))
                .body(not(containsString("Exception")));
    }

    @Test
    void bodyThatIsTooLongIsAProblemWhetherItTellsItsLengthOrNot() {
        var told = RawHttp.exchange("POST /webhook/call HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n\r\n");
        var chunked = RawHttp.exchange("POST /webhook/call HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "11170\r\n" + "a".repeat(0x11170) + "\r\n0\r\n\r\n");

        assertThat(told).startsWith("HTTP/1.1 413").contains("application/problem+json");
        assertThat(chunked).startsWith("HTTP/1.1 413").doesNotContain("<");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1",
                "GET /%00 HTTP/1.1",
                "GET // HTTP/1.1",
                "GET /webhook/../.. HTTP/1.1",
                "GET /webhook/call?%zz=%z HTTP/1.1",
                "GET http://[ HTTP/1.1",
                "GET * HTTP/1.1",
                "POST /webhook/call;a=b HTTP/1.1",
                "POST /t//webhook/call HTTP/1.1",
                "POST /t/%D0%B6/webhook/call HTTP/1.1",
                "BLAH /webhook/call HTTP/1.1",
                "TRACE /webhook/call HTTP/1.1",
                "GET /webhook/call HTTP/9.9",
                "GET",
                "\u0000\u0001\u0002",
            })
    void oddRequestIsRefusedWithoutAPage(String line) {
        assertThat(RawHttp.exchange(line + "\r\nHost: a\r\nAccept: text/html\r\nConnection: close\r\n\r\n"))
                .matches("(?s)|HTTP/\\d\\.\\d 4.*")
                .doesNotContain("<", "Exception", "\tat ");
    }

    @Test
    void requestLineThatIsTooLongIsRefusedWithoutAPage() {
        assertThat(RawHttp.exchange("GET /" + "a".repeat(17_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .contains(" 414 ")
                .doesNotContain("<");
    }

    @Test
    void tooManyHeadersAreRefused() {
        String headers =
                IntStream.range(0, 101).mapToObj(i -> "X-" + i + ": 1\r\n").collect(Collectors.joining());

        assertThat(RawHttp.exchange("POST /webhook/call HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("100 headers");
    }

    @Test
    void headThatIsTooLongIsRefusedWithoutAPage() {
        String answer =
                RawHttp.exchange("POST /webhook/call HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431").doesNotContain("<");
    }

    @Test
    void tooManyParametersAreNamedAndNotCut() {
        String form = IntStream.range(0, 1_001).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));

        given().contentType("application/x-www-form-urlencoded")
                .body(form)
                .post(CALL)
                .then()
                .statusCode(400)
                .body("detail", containsString("more than 1000 parameters"));
    }

    @Test
    void unknownParametersAreToleratedAndSigned() {
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);
        String[] unknown = IntStream.range(0, 900)
                .boxed()
                .flatMap(i -> List.of("New" + i, "значение " + i).stream())
                .toArray(String[]::new);

        twilio.post(CALL, unknown).statusCode(200);
    }

    @Test
    void brokenPercentEncodingIsNamedWithItsPlace() {
        given().contentType("application/x-www-form-urlencoded")
                .body("From=1&Body=%D0%B4%D")
                .post(CALL)
                .then()
                .statusCode(400)
                .body("detail", containsString("at character 19, parameter Body"));
    }

    @Test
    void charsetOfTheFormIsHonoured() {
        // Given
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);
        String path = CALL + "?step=gather&turn=1";
        var parameters = twilio.parameters("SpeechResult", "Привет");
        byte[] form = Twilio.form(parameters)
                .replaceAll("SpeechResult=[^&]*", "SpeechResult=Привет")
                .getBytes(Charset.forName("windows-1251"));

        // When
        String answer = RawHttp.exchange("POST " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded; charset=windows-1251\r\n"
                + "X-Twilio-Signature: " + Twilio.sign(DemoTenants.TOKEN, path, parameters) + "\r\n"
                + "Content-Length: " + form.length + "\r\n\r\n" + new String(form, ISO_8859_1));

        // Then
        assertThat(answer).startsWith("HTTP/1.1 200").contains("Вы сказали: Привет");
    }

    @ParameterizedTest
    @CsvSource({"nothing-known, nothing-known", "utf-16, utf-16", "'\"><b>', of the Content-Type"})
    void unknownCharsetIsNamed(String charset, String named) {
        assertThat(RawHttp.exchange("POST /webhook/call HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                        + "Content-Type: application/x-www-form-urlencoded; charset=" + charset
                        + "\r\nContent-Length: 4\r\n\r\nTo=1"))
                .startsWith("HTTP/1.1 400")
                .contains("\"field\":\"Content-Type\"", named);
    }

    @Test
    void controlCharactersDoNotReachTheEvent() {
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);

        twilio.post(CALL + "?step=gather&turn=1", "SpeechResult", "да\u0000\u0007\nнет")
                .statusCode(200);

        assertThat(dialogue.awaitEvent(twilio.conversation() + ":1:CallerSpoke").data())
                .hasFieldOrPropertyWithValue("text", "да\nнет");
    }

    @Test
    void jsonThatNestsTooDeepIsRefused() {
        given().contentType("application/json")
                .body("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}")
                .post("/webhook/voximplant")
                .then()
                .statusCode(400)
                .body("detail", containsString("nesting depth"));
    }

    @Test
    void longSmsFitsIntoTheQueryOfAGet() {
        // Given
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);
        var parameters =
                twilio.parameters("MessageSid", "SM" + twilio.callSid().substring(2), "Body", "ж".repeat(1_600));
        String target = "/webhook/sms?" + Twilio.form(parameters);

        // When, Then
        given().urlEncodingEnabled(false)
                .header(
                        "X-Twilio-Signature",
                        TwilioSignature.sign(DemoTenants.TOKEN, Twilio.PUBLIC_URL + target, Map.of()))
                .get(target)
                .then()
                .statusCode(200);
    }
}
