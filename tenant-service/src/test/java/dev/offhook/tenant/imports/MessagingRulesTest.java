package dev.offhook.tenant.imports;

import java.nio.file.Path;
import java.time.LocalTime;

import dev.offhook.tenant.testsupport.TenantsYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MessagingRulesTest {
    private static final String GOOD = TenantsYaml.longTenant("hotel", "+15005550006");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    stop: [ХВАТИТ]                | stop: [" "]                       | messaging.optOut.stop[0] is blank; good is "ХВАТИТ"
                    start: [ВЕРНИТЕ]              | start: [хватит]                   | messaging.optOut.start[0] 'хватит' is already messaging.optOut.stop[0]; a word means one thing
                    help: Отель, телефон на сайте. | help: " "                        | messaging.help is blank
                    from: "21:00", to: 09:00      | to: 09:00                         | messaging.quiet.from is missing; good is "21:00"
                    to: 09:00                     | to: 21:00                         | messaging.quiet.to 21:00 is also its from: nothing would ever be sent; good is "09:00" after
                    zone: Asia/Omsk               | zone: Omsk                        | messaging.quiet.zone is 'Omsk', which does not fit; good is Europe/Moscow
                    perSecond: 10                 | perSecond: 0                      | messaging.perSecond 0 is not from 1 to 1000; good is 10
                    perDay: 5000                  | perDay: 0                         | messaging.perDay 0 is less than 1; good is 5000
                    sameTextWithinMinutes: 15     | sameTextWithinMinutes: 0          | messaging.sameTextWithinMinutes 0 is not from 1 to 10080; good is 10
                    [KP, CU]                      | [KP, Cuba]                        | messaging.blockedCountries[1] 'Cuba' is no ISO 3166 country of two letters; good is "RU"
                    [KP, CU]                      | [KP, KP]                          | messaging.blockedCountries[1] 'KP' is there twice
                    maxSegments: 6                | maxSegments: 25                   | messaging.maxSegments 25 is not from 1 to 24; good is 6
                    {countries: [KZ, RU], channel | {countries: [KZ, XX], channel     | messaging.routes[0].countries[1] 'XX' is no ISO 3166 country
                    {countries: [KZ, RU], channel | {channel                          | messaging.routes[1] is never reached: messaging.routes[0] is for all countries; put that last
                    - {channel: twilio-sms}       | - {countries: [RU], channel: twilio-sms} | messaging.routes[1] is never reached: routes before it have its countries
                    - {channel: twilio-sms}       | - {fallback: twilio-sms}          | messaging.routes[1].channel is missing; good is twilio-sms
                    - {channel: twilio-sms}       | - {channel: twilio-voice}         | messaging.routes[1].channel 'twilio-voice' carries no messages; good is twilio-sms
                    - {channel: twilio-sms}       | - {channel: voximplant-sms}       | messaging.routes[1].channel 'voximplant-sms' is no channel of the tenant; list it under channels
                    - {channel: twilio-sms}       | - {channel: twilio-sms, fallback: twilio-sms} | messaging.routes[1].fallback 'twilio-sms' is also its channel
                    monthly: 20.25                | monthly: -1                       | messaging.budget.monthly -1 is not from 0
                    currency: EUR                 | currency: euro                    | messaging.budget.currency 'euro' is no ISO 4217 currency
                    {twilio-sms: 0.0079}          | {twilio-sms: -1}                  | messaging.budget.segments.twilio-sms -1 is not from 0
                    {twilio-sms: 0.0079}          | {twilio-voice: 1}                 | messaging.budget.segments 'twilio-voice' carries no messages
                    {KZ: 0.05}                    | {KZZ: 0.05}                       | messaging.budget.countries 'KZZ' is no ISO 3166 country
                    {KZ: 0.05}                    | {KZ: -0.05}                       | messaging.budget.countries.KZ -0.05 is not from 0
                    perDay: 5000                  | perWeek: 5000                     | messaging.perWeek is not known; known are [blockedCountries, budget, help
                    """)
    void faultNamesTheField(String good, String bad, String problem) {
        // Given
        var file = TenantsYaml.file(folder, GOOD.replace(good, bad));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.isInstanceOf(TenantsFileException.class).hasMessageContaining("tenant hotel: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    - id: booking     | - id: Booking 1      | templates[0].id 'Booking 1' is not made of 1 to 63 lower-case letters
                    ждём вас {arrival}| ждём вас {date}      | templates[0].texts.ru-RU has {date}, which is no parameter of the template; known are [arrival, guest]
                    ждём вас {arrival}| ждём вас { arrival } | templates[0].texts.ru-RU has { arrival }, which is no parameter
                    ru-RU: "{guest}   | de-DE: "{guest}      | templates[0].texts has none for the tenant's locale, ru-RU; it has [de-DE, en-US]
                    en-US: "{guest}   | en_US: "{guest}      | templates[0].texts 'en_US' is no BCP 47 language; good is en-US
                    type: date        | type: day            | templates[0].parameters[1].type is 'day', which does not fit; good are [date, number, phone, text, time, url]
                    , type: date      |                      | templates[0].parameters[1].type is missing; good is text
                    {name: guest      | {name: arrival       | templates[0].parameters[1].name 'arrival' is there twice
                    type: date}       | type: date}, {name: room, type: text} | templates[0].parameters[2].name 'room' is in no text; good is {room} in one
                    en-US: "{guest}, see you on {arrival}." | en-US: "" | templates[0].texts.en-US is
                    """)
    void faultOfATemplateIsFoundBeforeAnybodyFillsIt(String good, String bad, String problem) {
        // Given
        var file = TenantsYaml.file(folder, GOOD.replace(good, bad == null ? "" : bad));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.isInstanceOf(TenantsFileException.class).hasMessageContaining("tenant hotel: messaging." + problem);
    }

    @Test
    void messagingIsTakenAsItIsWritten() {
        // Given
        var file = TenantsYaml.file(folder, GOOD);
        // When
        var messaging = TenantsFile.read(file).getFirst().document().messaging();
        // Then
        assertThat(messaging.quiet().from()).isEqualTo(LocalTime.of(21, 0));
        assertThat(messaging.routes()).hasSize(2);
        assertThat(messaging.templates().getFirst().texts()).containsKeys("ru-RU", "en-US");
        assertThat(messaging.plainCharacters()).isTrue();
    }
}
