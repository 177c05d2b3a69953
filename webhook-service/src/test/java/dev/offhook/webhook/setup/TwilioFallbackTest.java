package dev.offhook.webhook.setup;

import java.util.List;

import dev.offhook.events.TenantConfiguration.TransferTarget;
import dev.offhook.events.TenantConfiguration.Voice;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TwilioFallbackTest {

    @Test
    void lastWordsThenTheEnd() {
        assertThat(TwilioFallback.document(SetupTenants.tenant("ru-RU", null)))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>"
                        + "<Say voice=\"Polly.Tatyana\" language=\"ru-RU\">Перезвоните, пожалуйста, позже.</Say>"
                        + "<Hangup/></Response>");
    }

    @Test
    void firstTransferTargetIsTriedBefore() {
        // Given
        var targets = List.of(
                new TransferTarget("desk", "the desk", List.of("+12125550111", "+12125550112"), 25),
                new TransferTarget("boss", "the boss", List.of("+12125550113"), null));

        // When
        String document = TwilioFallback.document(
                SetupTenants.tenant("ru-RU", null, "Здравствуйте", "Перезвоните <позже> & до свидания", targets));

        // Then
        assertThat(document)
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>"
                        + "<Say voice=\"Polly.Tatyana\" language=\"ru-RU\">Соединяю.</Say>"
                        + "<Dial timeout=\"25\" answerOnBridge=\"true\"><Number>+12125550111</Number></Dial>"
                        + "<Say voice=\"Polly.Tatyana\" language=\"ru-RU\">Перезвоните &lt;позже&gt; &amp; до"
                        + " свидания</Say><Hangup/></Response>");
    }

    @Test
    void channelsNumberIsTriedByAVoiceOfTheTenantsWish() {
        assertThat(TwilioFallback.document(SetupTenants.onChannels(null, "+74957654321", true, Voice.MALE)))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>"
                        + "<Say voice=\"Polly.Maxim\" language=\"ru-RU\">Соединяю.</Say>"
                        + "<Dial timeout=\"30\" answerOnBridge=\"true\"><Number>+74957654321</Number></Dial>"
                        + "<Say voice=\"Polly.Maxim\" language=\"ru-RU\">Перезвоните, пожалуйста, позже.</Say>"
                        + "<Hangup/></Response>");
    }

    @Test
    void wordsThatDoNotFitAreCut() {
        String document = TwilioFallback.document(
                SetupTenants.tenant("ru-RU", null, "Здравствуйте", "&".repeat(3000), List.of()));

        assertThat(document)
                .hasSizeLessThanOrEqualTo(4000)
                .contains("&amp;&amp;")
                .endsWith("<Hangup/></Response>");
    }
}
