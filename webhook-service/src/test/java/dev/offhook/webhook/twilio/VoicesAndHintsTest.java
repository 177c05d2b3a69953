package dev.offhook.webhook.twilio;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Knowledge;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.MenuKey;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.events.TenantConfiguration.Tools;
import dev.offhook.events.TenantConfiguration.TransferTarget;
import dev.offhook.events.TenantConfiguration.Voice;
import dev.offhook.webhook.testsupport.Twilio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class VoicesAndHintsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "ru-RU, none, Polly.Tatyana",
                "ru-RU, Polly.Maxim, Polly.Maxim",
                "en-US, Polly.Maxim, Polly.Joanna",
                "en-GB, none, Own.English",
                "de-DE, Polly.Maxim, none",
                "fr-FR, none, Own.French",
                "FR-fr, none, Own.French",
                "fr-CA, none, none",
            })
    void voiceIsTheTenantsOwnElseAGoodOneElseTwilios(String language, String ownVoice, String voice) {
        var tenant = tenant(ownVoice, Map.of("en-GB", "Own.English", "fr-FR", "Own.French"), List.of());

        assertThat(Voices.of(tenant, language).orElse(null)).isEqualTo(voice);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "ru-RU, FEMALE, none, Polly.Tatyana",
                "ru-RU, MALE, none, Polly.Maxim",
                "ru-RU, MALE, Polly.Tatyana, Polly.Tatyana",
                "en-US, MALE, Polly.Tatyana, Polly.Matthew",
                "de-DE, FEMALE, none, Polly.Marlene",
                "tr-TR, MALE, none, none",
            })
    void tenantsWishHoldsWhereNoVoiceIsNamed(String language, Voice wanted, String named, String voice) {
        var plain = tenant(named, Map.of(), List.of());
        var tenant = new TenantConfiguration(
                plain.slug(),
                plain.name(),
                plain.version(),
                plain.plan(),
                plain.locale(),
                plain.timeZone(),
                plain.channels(),
                plain.assistant(),
                plain.calls(),
                plain.hours(),
                plain.limits(),
                plain.messaging(),
                wanted,
                null,
                plain.secrets());

        assertThat(Voices.of(tenant, language).orElse(null)).isEqualTo(voice);
    }

    @Test
    void voiceForALanguageSpeaksEveryRegionThatHasNoneOfItsOwn() {
        var tenant = tenant("Polly.Maxim", Map.of("en", "Own.Any", "en-GB", "Own.British"), List.of());

        assertThat(Voices.of(tenant, "en-US")).contains("Own.Any");
        assertThat(Voices.of(tenant, "en-GB")).contains("Own.British");
    }

    @Test
    void hintsAreWhatCallersAskFor() {
        var tenant = tenant(
                null, Map.of(), List.of("Сколько стоит, и когда?", "Где вы — на карте?", "Сколько стоит и когда"));

        assertThat(Hints.of(tenant)).isEqualTo("t,duty consultant,prices,Сколько стоит и когда,Где вы на карте");
    }

    @Test
    void manyAndLongQuestionsMakeAShortDocument() {
        var many = IntStream.range(0, 5_000).mapToObj(i -> "Вопрос номер " + i).toList();

        assertThat(Hints.of(tenant(null, Map.of(), many))).hasSizeBetween(1_900, 2_000);
        assertThat(Hints.of(tenant(null, Map.of(), List.of("а".repeat(101))))).isEqualTo("t,duty consultant,prices");
    }

    @Test
    void gatherCarriesTheHints() {
        var xml = Twiml.document(
                List.of(new Twiml.Gather("https://h.example/", "ru-RU", Twiml.Keys.ANY, List.of(), "цена,адрес")));

        assertThat(Twilio.child(Twilio.read(xml), "Gather").getAttribute("hints"))
                .isEqualTo("цена,адрес");
    }

    private static TenantConfiguration tenant(String voice, Map<String, String> voices, List<String> questions) {
        return new TenantConfiguration(
                "t",
                "t",
                1,
                Plan.PREMIUM,
                "ru-RU",
                ZoneId.of("UTC"),
                List.of(new Channel(
                        Channel.Kind.TWILIO_VOICE, true, List.of(), null, false, voice, null, null, voices)),
                new Assistant(
                        "",
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        questions.isEmpty() ? List.of() : List.of(new Knowledge("k", questions, "")),
                        new Tools(
                                List.of(new TransferTarget("duty-consultant", "", List.of(), null)),
                                List.of(),
                                null,
                                false),
                        List.of()),
                new CallHandling(null, null, null, null, null, List.of(new MenuKey("1", "prices")), List.of(), null),
                null,
                Limits.NONE,
                Map.of());
    }
}
