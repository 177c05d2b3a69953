package dev.offhook.local.simulator;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import javax.sound.sampled.AudioSystem;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the providers say of numbers, rules and recordings. */
class SetupTest {
    private static final String PUBLIC_URL = "https://bot.example.org";
    private static final String RECORDING = "RE0123456789abcdef0123456789abcdef";

    @TempDir
    Path data;

    private Simulator simulator;
    private SimulatorClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start(0, data, PUBLIC_URL);
        client = new SimulatorClient(simulator);
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    @Test
    void demoNumberIsSetToOurWebhooksAndOneIsNot() throws Exception {
        // When
        JsonNode good = client.account("/IncomingPhoneNumbers.json?PhoneNumber=%2B15005550006");
        JsonNode bad = client.account("/IncomingPhoneNumbers.json?PhoneNumber=%2B15005550007");

        // Then
        JsonNode number = good.path("incoming_phone_numbers").path(0);
        assertThat(good.path("incoming_phone_numbers")).hasSize(1);
        assertThat(number.path("phone_number").asText()).isEqualTo("+15005550006");
        assertThat(number.path("sid").asText()).matches("PN[0-9a-f]{32}");
        assertThat(number.path("voice_url").asText()).isEqualTo(PUBLIC_URL + "/webhook/call");
        assertThat(number.path("voice_method").asText()).isEqualTo("POST");
        assertThat(number.path("voice_fallback_url").asText()).isEqualTo(PUBLIC_URL + "/webhook/fallback");
        assertThat(number.path("status_callback").asText()).isEqualTo(PUBLIC_URL + "/webhook/status");
        assertThat(number.path("sms_url").asText()).isEqualTo(PUBLIC_URL + "/webhook/sms");
        assertThat(number.path("capabilities").path("voice").asBoolean()).isTrue();
        assertThat(bad.path("incoming_phone_numbers").path(0).path("voice_url").asText())
                .startsWith("https://demo.twilio.com/");
    }

    @Test
    void numbersComeInPages() throws Exception {
        // When
        JsonNode first = client.account("/IncomingPhoneNumbers.json?PageSize=2");
        JsonNode last = client.account("/IncomingPhoneNumbers.json?PageSize=2&Page=1");

        // Then
        assertThat(first.path("incoming_phone_numbers")).hasSize(2);
        assertThat(first.path("next_page_uri").asText()).endsWith("/IncomingPhoneNumbers.json?PageSize=2&Page=1");
        assertThat(last.path("incoming_phone_numbers")).hasSize(1);
        assertThat(last.path("next_page_uri").isNull()).isTrue();
    }

    @Test
    void voximplantTellsWhichNumberStartsWhichRule() throws Exception {
        // When
        JsonNode number = client.voximplant("GetPhoneNumbers", "phone_number=74951234567");
        JsonNode application = client.voximplant("GetApplications", "");
        JsonNode rule = client.voximplant("GetRules", "application_id=10700001&with_scenarios=true");
        JsonNode without = client.voximplant("GetRules", "application_id=10700001");
        JsonNode unknown = client.voximplant("GetRules", "application_id=10700001&rule_id=1");
        JsonNode unnamed = client.voximplant("GetRules", "");

        // Then
        JsonNode found = number.path("result").path(0);
        assertThat(number.path("total_count").asInt()).isEqualTo(1);
        assertThat(found.path("application_id").asLong()).isEqualTo(10700001);
        assertThat(found.path("rule_id").asLong()).isEqualTo(3300001);
        assertThat(found.path("is_sms_enabled").asBoolean()).isTrue();
        assertThat(application.path("result").path(0).path("application_name").asText())
                .endsWith(".voximplant.com");
        assertThat(rule.path("result").path(0).path("rule_id").asLong()).isEqualTo(3300001);
        assertThat(rule.path("result")
                        .path(0)
                        .path("scenarios")
                        .path(0)
                        .path("scenario_name")
                        .asText())
                .isEqualTo("offhook");
        assertThat(without.path("result").path(0).has("scenarios")).isFalse();
        assertThat(unknown.path("total_count").asInt()).isZero();
        assertThat(unnamed.path("error").path("code").asInt()).isEqualTo(101);
    }

    @Test
    void recordingIsHeardWithThePasswordUntilItIsDeleted() throws Exception {
        // Given
        String path = "/2010-04-01/Accounts/" + SimulatorClient.ACCOUNT + "/Recordings/" + RECORDING;

        // When
        var wav = client.media(path, true);
        var mp3 = client.media(path + ".mp3", true);
        var refused = client.media(path, false);
        client.deleted(RECORDING);
        var deleted = client.media(path + ".wav", true);

        // Then
        assertThat(wav.headers().firstValue("Content-Type")).contains("audio/x-wav");
        try (var sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav.body()))) {
            assertThat(sound.getFrameLength()).isEqualTo(3 * 8_000);
            assertThat(sound.readAllBytes()).contains((byte) 0x1F);
        }
        assertThat(mp3.headers().firstValue("Content-Type")).contains("audio/mpeg");
        assertThat(mp3.body()).startsWith(0xFF, 0xFB).hasSizeGreaterThan(10_000);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(deleted.statusCode()).isEqualTo(404);
    }

    @Test
    void voximplantsRecordingIsHeard() throws Exception {
        assertThat(client.media(Simulator.VOXIMPLANT_RECORDS + "0123456789abcd.wav", false)
                        .body())
                .startsWith('R', 'I', 'F', 'F');
    }
}
