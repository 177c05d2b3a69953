package dev.offhook.tenant.console.connect;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.offhook.events.Envelope;
import dev.offhook.events.Provider;
import dev.offhook.events.RequestRefused;
import dev.offhook.events.TenantConfiguration.Channel.Kind;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import dev.offhook.tenant.refusals.Refusals;
import dev.offhook.tenant.testsupport.Browser;
import dev.offhook.tenant.testsupport.FakeServices;
import dev.offhook.tenant.testsupport.TenantsYaml;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What to paste, and what is wrong, with providers that answer as their references say. */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
@WithTestResource(FakeServices.class)
class ConnectPageTest {
    private static final String HR = "/console/t/hr-center/connect";
    private static final String HOTEL = "/console/t/hotel-royal/connect";
    private static final String NUMBERS =
            "/twilio/2010-04-01/Accounts/" + FakeServices.ACCOUNT + "/IncomingPhoneNumbers.json";

    @TestHTTPResource("/")
    URI home;

    @Inject
    EventPublisher publisher;

    @Inject
    Refusals refusals;

    @BeforeEach
    void addressesAreKnown() {
        FakeServices.reset();
        FakeServices.json("/webhook/api/tenants/hr-center/webhooks", """
                {"tenant":"hr-center","channels":[{"kind":"twilio-voice","enabled":true,"numbers":["+15005550006"],
                 "addresses":[{"name":"voice","field":"A call comes in","method":"POST",
                  "url":"https://bot.example.org/webhook/call#rc=2","tenantUrl":"https://bot.example.org/t/hr-center/webhook/call#rc=2"}]}]}""");
        FakeServices.json("/webhook/api/tenants/hotel-royal/webhooks", """
                {"tenant":"hotel-royal","channels":[{"kind":"voximplant-voice","enabled":true,"numbers":[],"addresses":[]}]}""");
        FakeServices.answer(
                "/webhook/api/tenants/hotel-royal/voximplant/scenario",
                exchange -> FakeServices.send(
                        exchange, 200, "text/javascript;charset=utf-8", "require(Modules.ASR); // </code>".getBytes()));
    }

    @Test
    void addressesAreThereToCopy() {
        var page = new Browser(home, "en").login("hr", HR);

        assertThat(page.status()).as(page.page().text()).isEqualTo(200);
        assertThat(page.texts("#twilio-voice-voice")).containsExactly("https://bot.example.org/webhook/call#rc=2");
        assertThat(page.page().select("button[data-copy=twilio-voice-voice]")).hasSize(1);
        assertThat(page.page().select("#scenario")).isEmpty();
    }

    @Test
    void aScenarioIsThereToCopy() {
        var page = new Browser(home, "ru").login("hotel", HOTEL);

        assertThat(page.texts("#script")).containsExactly("require(Modules.ASR); // </code>");
        assertThat(page.texts("h2")).contains("Сценарий для Voximplant");
    }

    @Test
    void aNumberOfTwilioThatCallsAnotherAddressIsTold() {
        // Given
        FakeServices.json(NUMBERS, """
                {"incoming_phone_numbers":[{"sid":"PN1","phone_number":"+15005550006","friendly_name":"x",
                 "voice_url":"https://old.example.org/<b>","voice_method":"POST","voice_application_sid":"",
                 "capabilities":{"voice":true,"sms":true,"mms":false},"next":"a field that comes later"}],"page":0}""");
        var browser = new Browser(home, "en");
        browser.login("hr", "/console");

        // When
        var page = browser.get(HR + "/check/twilio-voice");

        // Then
        assertThat(page.texts(".finding p").getFirst())
                .isEqualTo("+15005550006 calls another address under “A call comes in”: https://old.example.org/<b>."
                        + " It should be https://bot.example.org/webhook/call#rc=2");
        var asked = FakeServices.asked(NUMBERS).getFirst();
        assertThat(asked.query()).contains("PhoneNumber=+15005550006");
        assertThat(asked.authorization()).startsWith("Basic ");
        assertThat(page.answer().body()).doesNotContain(TenantsYaml.SECRET);
    }

    @Test
    void whatTwilioRefusesOrDoesNotAnswerIsTold() {
        var browser = new Browser(home, "en");
        browser.login("hr", "/console");
        FakeServices.problem(NUMBERS, 401, "{}");
        assertThat(browser.get(HR + "/check/twilio-voice").texts(".finding .badge + div p"))
                .contains("Twilio does not accept the key of account " + FakeServices.ACCOUNT
                        + ". Copy it anew from the provider’s console.");
        FakeServices.json(NUMBERS, "{\"incoming_phone_numbers\":[]}");
        assertThat(browser.get(HR + "/check/twilio-voice").texts(".finding p").toString())
                .contains("+15005550006 does not belong to account");
        FakeServices.away("/twilio");
        assertThat(browser.get(HR + "/check/twilio-voice").texts(".finding p").toString())
                .contains("Twilio does not answer, so that this could not be checked.");
        assertThat(browser.get(HR + "/check/pigeon").status()).isEqualTo(404);
    }

    @Test
    void aRuleThatVoximplantDoesNotKnowIsTold() {
        // Given
        FakeServices.json(
                "/voximplant/platform_api/GetApplications",
                "{\"result\":[{\"application_id\":4711,\"application_name\":\"bot.example.voximplant.com\"}],\"total_count\":1,\"count\":1}");
        FakeServices.json(
                "/voximplant/platform_api/GetRules",
                "{\"result\":[{\"rule_id\":816,\"rule_name\":\"in\",\"application_id\":4711,\"rule_pattern\":\".*\"}],\"total_count\":1,\"count\":1}");
        FakeServices.json(
                "/voximplant/platform_api/GetPhoneNumbers",
                "{\"result\":[{\"phone_id\":1,\"phone_number\":\"74951234567\",\"application_id\":4711,\"deactivated\":false,\"canceled\":false,\"is_sms_enabled\":false}],\"total_count\":1,\"count\":1}");
        var browser = new Browser(home, "ru");
        browser.login("hotel", "/console");

        // When
        var page = browser.get(HOTEL + "/check/voximplant-voice");

        // Then
        assertThat(page.texts(".finding > div > p:first-child"))
                .containsExactly(
                        "Тариф не включает голос: звонящие слышат отказ. Для голоса нужен тариф «Премиум».",
                        "Rule ID 815 неизвестен приложению 4711. Скопируйте его со страницы «Роутинг» приложения.",
                        "Номер +74951234567 настроен правильно.");
        assertThat(FakeServices.asked("/voximplant/platform_api/GetRules")
                        .getFirst()
                        .body())
                .contains("account_id=7654321", "application_id=4711", "api_key=" + FakeServices.VOXIMPLANT_KEY);
    }

    @Test
    void anErrorOfVoximplantComesInside200() {
        FakeServices.json(
                "/voximplant/platform_api/GetApplications",
                "{\"error\":{\"code\":100,\"msg\":\"Authorization failed.\"}}");
        var browser = new Browser(home, "en");
        browser.login("hotel", "/console");

        assertThat(browser.get(HOTEL + "/check/voximplant-voice")
                        .texts(".finding p")
                        .toString())
                .contains("Voximplant does not accept the key of account 7654321.");
    }

    @Test
    void refusedRequestsAreKeptOnceAndTold() {
        // Given
        var refused = new RequestRefused(
                Provider.TWILIO,
                Kind.TWILIO_VOICE,
                "/webhook/call",
                RequestRefused.Reason.SIGNATURE_WRONG,
                false,
                List.of("https://seen.example.org/webhook/call"),
                List.of("twilio.auth-token"),
                List.of(),
                FakeServices.ACCOUNT,
                "+150******06",
                "compare the addresses");
        var envelope = envelope("hr-center", Instant.now(), refused);
        var old = envelope("hr-center", Instant.now().minus(Duration.ofDays(8)), refused);
        var unknown = envelope("unknown", Instant.now(), refused);
        var foreign = envelope("hotel-royal", Instant.now(), refused);
        FakeServices.json(NUMBERS, "{\"incoming_phone_numbers\":[]}");
        var browser = new Browser(home, "en");
        browser.login("hr", "/console");

        // When
        for (var one : List.of(old, envelope, envelope, unknown, foreign)) {
            publisher
                    .publish(Topic.REFUSALS, one.tenant(), one)
                    .toCompletableFuture()
                    .join();
        }

        // Then: this tenant's, and that of nobody which named its account; each once, and none that is too old.
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        refusals.of("hr-center", List.of(FakeServices.ACCOUNT), List.of()))
                .hasSize(2));
        var page = browser.get(HR + "/check/twilio-voice");
        assertThat(page.texts(".finding > div").getFirst())
                .startsWith("Signature failed: the public URL is https://seen.example.org/webhook/call.")
                .contains("2 requests, last ");
    }

    private static Envelope<RequestRefused> envelope(String tenant, Instant at, RequestRefused refused) {
        return new Envelope<>(
                "refused:" + UUID.randomUUID(), "/offhook/webhook-service", tenant, tenant, at, null, null, refused);
    }
}
