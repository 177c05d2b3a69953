package dev.offhook.tenant.console.calls;

import java.net.URI;
import java.util.Arrays;

import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import dev.offhook.tenant.testsupport.Browser;
import dev.offhook.tenant.testsupport.FakeServices;
import dev.offhook.tenant.testsupport.TenantsYaml;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
@WithTestResource(FakeServices.class)
class RecordingsTest {
    private static final String CALL = "/console/t/hr-center/calls/twilio:CA1/recordings/";
    private static final String RECORDING =
            "/2010-04-01/Accounts/" + FakeServices.ACCOUNT + "/Recordings/RE" + "00000000000000000000000000000001";
    private static final byte[] SOUND = "RIFF0123456789".getBytes(UTF_8);

    @TestHTTPResource("/")
    URI home;

    private Browser browser;

    @BeforeEach
    void logIn() {
        FakeServices.reset();
        browser = new Browser(home, "en");
        browser.login("hr", "/console");
    }

    @Test
    void aTwilioRecordingIsFetchedWithTheTenantsTokenAndNothingElseLeaks() {
        // Given
        conversation(FakeServices.url(RECORDING));
        FakeServices.answer(RECORDING, exchange -> {
            exchange.getResponseHeaders().set("Set-Cookie", "provider=1");
            exchange.getResponseHeaders().set("Twilio-Request-Id", "RQ1");
            FakeServices.send(exchange, 200, "audio/x-wav", SOUND);
        });

        // When
        var answer = get(CALL + 1, null);

        // Then
        answer.statusCode(200)
                .contentType("audio/x-wav")
                .header("Content-Length", equalTo("" + SOUND.length))
                .header("Cache-Control", equalTo("private, no-store"))
                .header("Twilio-Request-Id", nullValue())
                .header("Set-Cookie", nullValue());
        assertThat(answer.extract().asByteArray()).isEqualTo(SOUND);
        assertThat(FakeServices.asked(RECORDING).getFirst().authorization())
                .isEqualTo("Basic "
                        + java.util.Base64.getEncoder()
                                .encodeToString((FakeServices.ACCOUNT + ":" + TenantsYaml.SECRET).getBytes(UTF_8)));
    }

    @Test
    void aPartIsPassedOn() {
        conversation(FakeServices.url(RECORDING));
        FakeServices.answer(RECORDING, exchange -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 4-7/14");
            FakeServices.send(exchange, 206, "audio/mpeg", Arrays.copyOfRange(SOUND, 4, 8));
        });

        var answer = get(CALL + 1, "bytes=4-7");

        answer.statusCode(206).header("Content-Range", equalTo("bytes 4-7/14"));
        assertThat(answer.extract().asString()).isEqualTo("0123");
        assertThat(FakeServices.asked(RECORDING).getFirst().range()).isEqualTo("bytes=4-7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://localhost:1/2010-04-01/x",
                "file:///etc/passwd",
                "https://api.twilio.com.evil.example/x",
                "not a url"
            })
    void anotherHostIsNeverAsked(String address) {
        conversation(address);
        get(CALL + 1, null).statusCode(502);
    }

    @Test
    void aRecordingOfAnAccountThatIsNotTheTenantsGetsNoToken() {
        String foreign = RECORDING.replace(FakeServices.ACCOUNT, "AC00000000000000000000000000000009");
        conversation(FakeServices.url(foreign));
        FakeServices.answer(foreign, exchange -> FakeServices.send(exchange, 200, "audio/mpeg", SOUND));

        get(CALL + 1, null).statusCode(502);

        assertThat(FakeServices.asked(foreign)).isEmpty();
    }

    @Test
    void onlyWhatStandsInTheConversationIsThere() {
        conversation(FakeServices.url(RECORDING));
        get(CALL + 0, null).statusCode(404);
        get(CALL + 2, null).statusCode(404);
        get("/console/t/hr-center/calls/twilio:CAother/recordings/1", null).statusCode(404);
        get("/console/t/hotel-royal/calls/twilio:CA1/recordings/1", null).statusCode(404);
        assertThat(FakeServices.asked(RECORDING)).isEmpty();
    }

    @Test
    void whatIsNoSoundOrTooMuchIsNotPassedOn() {
        conversation(FakeServices.url(RECORDING));
        FakeServices.answer(
                RECORDING, exchange -> FakeServices.send(exchange, 200, "text/html", "<script>".getBytes(UTF_8)));
        get(CALL + 1, null).statusCode(502).body(equalTo(""));

        FakeServices.answer(RECORDING, exchange -> FakeServices.send(exchange, 200, "audio/mpeg", new byte[70_000]));
        get(CALL + 1, null).statusCode(502);

        FakeServices.answer(RECORDING, exchange -> FakeServices.send(exchange, 401, "text/plain", SOUND));
        get(CALL + 1, null).statusCode(502).body(equalTo(""));

        FakeServices.answer(RECORDING, exchange -> {
            exchange.getResponseHeaders().set("Location", "http://169.254.169.254/");
            FakeServices.send(exchange, 302, "text/plain", new byte[0]);
        });
        get(CALL + 1, null).statusCode(502);
    }

    private static void conversation(String recording) {
        FakeServices.json("/dialogue/api/tenants/hr-center/conversations/twilio:CA1", """
                {"id":"twilio:CA1","medium":"call","provider":"twilio","active":false,"outcome":"completed",
                 "startedAt":"2026-11-21T07:02:11Z","lastActivityAt":"2026-11-21T07:03:14Z","erased":false,"turns":[],
                 "noted":{},"recordings":[{"url":"%s","durationSeconds":3}]}""".formatted(recording));
    }

    private ValidatableResponse get(String path, String range) {
        var request = RestAssured.given().cookies(browser.cookies()).redirects().follow(false);
        return (range == null ? request : request.header("Range", range))
                .get(path)
                .then();
    }
}
