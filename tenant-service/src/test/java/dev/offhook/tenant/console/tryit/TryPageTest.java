package dev.offhook.tenant.console.tryit;

import java.net.URI;
import java.util.Map;

import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import dev.offhook.tenant.testsupport.Browser;
import dev.offhook.tenant.testsupport.FakeServices;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
@WithTestResource(FakeServices.class)
class TryPageTest {
    private static final String TRY = "/console/t/hr-center/try";
    private static final String STEPS = "/webhook/api/tenants/hr-center/test-calls";
    private static final String CALL = "5b0c0000-0000-0000-0000-000000000001";
    private static final String CONVERSATION = "/dialogue/api/tenants/hr-center/conversations/test:hr-center." + CALL;

    @TestHTTPResource("/")
    URI home;

    @BeforeEach
    void nothingIsSetUp() {
        FakeServices.reset();
    }

    @Test
    void aCallBeginsGoesOnAndIsShownWithLatencyAndSource() {
        // Given
        FakeServices.json(STEPS, """
                {"call":"%s","turn":1,"conversation":"test:hr-center.%s","version":3,"response":"Добрый день!","action":"listen"}""".formatted(CALL, CALL));
        FakeServices.json(CONVERSATION, conversation(""));
        var browser = new Browser(home, "en");
        var start = browser.login("hr", TRY);

        // When
        var begun = browser.submit(start.form("main form"), Map.of());
        FakeServices.json(
                CONVERSATION,
                conversation(
                        ",{\"number\":1,\"at\":\"2026-11-21T07:02:20Z\",\"caller\":\"Цена?\",\"assistant\":\"Сто евро.\",\"source\":\"rule\",\"detail\":\"price\",\"tools\":[],\"firstWordsMillis\":14,\"heard\":true}"));
        var said = browser.submit(begun.form("form.say"), Map.of("words", "Цена?"));

        // Then
        assertThat(begun.url().getQuery()).isEqualTo("call=" + CALL);
        assertThat(begun.texts("h2")).contains("Version 3 answers");
        assertThat(begun.form("form.say").select("[name=turn]").attr("value")).isEqualTo("1");
        assertThat(said.texts(".moment-caller .bubble > p")).containsExactly("Цена?");
        assertThat(said.texts(".moment-facts").getLast()).isEqualTo("rule price 14 ms");
        assertThat(FakeServices.asked(STEPS).getLast().body())
                .contains("\"call\":\"" + CALL + "\"", "\"turn\":1", "\"words\":\"Цена?\"");
        assertThat(FakeServices.asked(STEPS).getFirst().authorization()).startsWith("Bearer eyJ");
    }

    @Test
    void theSameIsSaidAgainAndBothStandBesideEachOther() {
        // Given
        FakeServices.json(
                CONVERSATION,
                conversation(
                        ",{\"number\":1,\"at\":\"2026-11-21T07:02:20Z\",\"caller\":\"Цена?\",\"assistant\":\"Сто евро.\",\"source\":\"rule\",\"tools\":[],\"heard\":true}"));
        String second = CALL.replace("5b0c", "6c0d");
        FakeServices.json(STEPS, """
                {"call":"%s","turn":1,"conversation":"test:hr-center.%s","version":4,"response":"Здравствуйте!","action":"listen"}""".formatted(second, second));
        FakeServices.json(
                CONVERSATION.replace("5b0c", "6c0d"),
                conversation(
                                ",{\"number\":1,\"at\":\"2026-11-21T07:02:20Z\",\"caller\":\"Цена?\",\"assistant\":\"Двести.\",\"source\":\"rule\",\"tools\":[],\"heard\":true}")
                        .replace("\"tenantVersion\":3", "\"tenantVersion\":4"));
        var browser = new Browser(home, "ru");
        var page = browser.login("hr", TRY + "?call=" + CALL);

        // When
        var both = browser.submit(page.form("form[action$=/again]"), Map.of());

        // Then
        assertThat(both.texts("h2")).contains("До: версия 3", "После: версия 4");
        assertThat(both.texts(".moment-assistant .bubble > p:nth-of-type(1)").toString())
                .contains("Сто евро.", "Двести.");
        assertThat(FakeServices.asked(STEPS)).hasSize(2);
    }

    @Test
    void aServiceThatIsAwayLeavesThePage() {
        FakeServices.away("/webhook");
        var browser = new Browser(home, "en");
        var page = browser.login("hr", TRY);

        var after = browser.submit(page.form("main form"), Map.of());

        assertThat(after.status()).isEqualTo(502);
        assertThat(after.texts(".alert")).containsExactly("This could not be done: webhook-service does not answer.");
    }

    @Test
    void aViewerMayLookAndNotCall() {
        FakeServices.json(CONVERSATION, conversation(""));

        var page = new Browser(home, "en").login("viewer", TRY + "?call=" + CALL);

        assertThat(page.texts(".moment-assistant")).hasSize(1);
        assertThat(page.page().select("main form")).isEmpty();
    }

    private static String conversation(String turns) {
        return """
                {"id":"test:hr-center.%s","medium":"call","provider":"test","tenantVersion":3,"active":true,
                 "startedAt":"2026-11-21T07:02:11Z","lastActivityAt":"2026-11-21T07:03:14Z","erased":false,
                 "turns":[{"number":0,"at":"2026-11-21T07:02:11Z","assistant":"Добрый день!","source":"greeting","tools":[],
                 "firstWordsMillis":9,"heard":true}%s],"noted":{},"recordings":[]}""".formatted(CALL, turns);
    }
}
