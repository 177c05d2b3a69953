package dev.offhook.tenant.console.calls;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import dev.offhook.tenant.testsupport.Browser;
import dev.offhook.tenant.testsupport.FakeServices;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Calls in the console, with a dialogue-service that answers as docs/conversations-api.md says. */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
@WithTestResource(FakeServices.class)
class CallsPageTest {
    private static final String CALLS = "/console/t/hr-center/calls";
    private static final String API = "/dialogue/api/tenants/hr-center/conversations";
    private static final String ID = "twilio:CA1f0c";

    static final String CALL = """
            {"id":"twilio:CA1f0c","medium":"call","provider":"twilio","from":"+14155550100","to":"+15005550006",
             "tenantVersion":3,"active":%s,%s"startedAt":"2026-11-21T07:02:11.401Z",
             "lastActivityAt":"2026-11-21T07:03:14Z","erased":false,
             "turns":[{"number":1,"at":"2026-11-21T07:02:20Z","caller":"<script>alert(1)</script> & «привет»",
               "assistant":"Смена профессии начинается с цели.","source":"rule","detail":"change-profession",
               "tools":[{"tool":"note-field","id":"interests","result":"noted"}],"firstWordsMillis":14,"heard":true},
              {"number":2,"at":"2026-11-21T07:02:40Z","caller":"А сколько стоит?","assistant":"Тысячу.",
               "source":"llm","tools":[],"firstWordsMillis":812,"heard":false}],
             "noted":{"interests":"IT"},"recordings":[{"url":"https://api.twilio.com/RE1","durationSeconds":61}],
             "usage":[{"turn":2,"inputTokens":612,"outputTokens":40}],"revision":1,"news":"a field that comes later",
             "extraction":{"summary":"Хочет сменить профессию.","fields":[{"name":"interests","value":"IT","source":"noted"}]},
             "costs":{"currency":"USD","llm":0.0042,"minutes":0.02,"inputTokens":612,"outputTokens":40,"seconds":63}}""";

    @TestHTTPResource("/")
    URI home;

    @BeforeEach
    void nothingIsSetUp() {
        FakeServices.reset();
    }

    @Test
    void theListIsAskedWithTheReadersTokenAndFilters() {
        // Given
        FakeServices.json(API, list());
        var browser = new Browser(home, "ru");
        browser.login("hr", CALLS);

        // When
        var page = browser.get(CALLS + "?q=%D1%86%D0%B5%D0%BD%D0%B0&from=%2B14155550100&outcome=transferred"
                + "&since=2026-11-20&until=2026-11-21");

        // Then
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.texts("h1")).containsExactly("Звонки");
        assertThat(page.texts("td .badge")).containsExactly("передан сотруднику");
        assertThat(page.texts("td a").getFirst()).startsWith("21 нояб. 2026").endsWith("10:02");
        assertThat(page.page().select("a[rel=next]").attr("href")).contains("cursor=bmV4dA", "outcome=transferred");
        assertThat(page.page().select("input[name=q]").attr("value")).isEqualTo("цена");
        var asked = FakeServices.asked(API).stream()
                .filter(one -> one.query().contains("q="))
                .findFirst()
                .orElseThrow();
        assertThat(asked.authorization()).startsWith("Bearer eyJ");
        // Days of Moscow, the last one whole.
        assertThat(asked.query())
                .contains("medium=call", "q=цена", "from=+14155550100", "outcome=transferred")
                .contains("since=2026-11-19T21:00:00Z", "until=2026-11-21T21:00:00Z");
    }

    @Test
    void aDayThatIsNoneIsNamedAndLeftOut() {
        FakeServices.json(API, list());
        var browser = new Browser(home, "en");
        browser.login("hr", CALLS);

        var page = browser.get(CALLS + "?since=yesterday");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.texts(".alert")).containsExactly("“yesterday” is no date; good is 2026-11-20.");
        assertThat(page.page().select("input[name=since]").attr("value")).isEqualTo("yesterday");
    }

    @Test
    void aCallIsATimelineAndItsWordsAreNoMarkup() {
        // Given
        FakeServices.json(API + "/" + ID, ended());
        var browser = new Browser(home, "en");

        // When
        var page = browser.login("hr", CALLS + "/" + ID);

        // Then
        assertThat(page.texts("h1")).containsExactly("Call from +14155550100");
        assertThat(page.texts(".moment-caller .bubble > p").getFirst())
                .isEqualTo("<script>alert(1)</script> & «привет»");
        assertThat(page.page().select("main script:not([src])")).isEmpty();
        assertThat(page.texts(".moment-facts"))
                .containsExactly(
                        "rule change-profession 14 ms",
                        "language model 812 ms · 612 + 40 tokens was not heard: it came too late");
        assertThat(page.texts(".moment-event p"))
                .containsExactly("The call began", "Noted: interests", "The conversation is over: completed");
        assertThat(page.texts("dd")).contains("IT", "1:03", "US$0.0242", "US$0.0042", "612 in, 40 out");
        assertThat(page.page().select("audio").attr("src")).isEqualTo(CALLS + "/" + ID + "/recordings/1");
        assertThat(page.answer().body()).doesNotContain("api.twilio.com");
        assertThat(page.page().select("[data-live]")).isEmpty();
    }

    @Test
    void aServiceThatIsAwayIsNamedAndThePageStands() {
        // Given
        FakeServices.away("/dialogue");
        var browser = new Browser(home, "ru");

        // When
        var page = browser.login("hr", CALLS);

        // Then
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.texts(".alert"))
                .containsExactly("Не удаётся показать разговоры и статистику: dialogue-service не отвечает.");
        assertThat(browser.get(CALLS + "/" + ID).texts(".alert")).hasSize(1);
        assertThat(browser.get("/console/t/hr-center").texts(".alert"))
                .contains("Не удаётся показать разговоры и статистику: dialogue-service не отвечает.");
    }

    @Test
    void whatIsNotThereAndOthersTenantsAreTheSamePage() {
        var browser = new Browser(home, "en");
        browser.login("hr", CALLS);

        var missing = browser.get(CALLS + "/twilio:CAnone");
        var foreign = browser.get("/console/t/hotel-royal/calls");
        var nobody = browser.get("/console/t/nobody/calls");

        assertThat(missing.status()).isEqualTo(404);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.texts("main").toString().replace("hotel-royal", "X"))
                .isEqualTo(nobody.texts("main").toString().replace("nobody", "X"));
        assertThat(FakeServices.asked("/dialogue/api/tenants/hotel-royal/conversations"))
                .isEmpty();
    }

    @Test
    void aCallThatGoesOnGrows() throws Exception {
        // Given
        FakeServices.json(API + "/" + ID, active());
        var ended = new CompletableFuture<Void>();
        FakeServices.answer(API + "/" + ID + "/events", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            out.write("event:snapshot\ndata:{\"id\":\"twilio:CA1f0c\"}\n\n".getBytes(UTF_8));
            out.write(told("3:CallerSpoke", "CallerSpoke", "{\"text\":\"Есть <b>места</b>?\"}"));
            out.write(told("3:CallerSpoke/0", "Say", "{\"seq\":0,\"text\":\"Есть, приходите.\"}"));
            out.flush();
            ended.join();
            FakeServices.json(API + "/" + ID, ended());
            out.write(told("CallEnded", "CallEnded", "{\"reason\":\"completed\"}"));
            out.flush();
            exchange.close();
        });
        var browser = new Browser(home, "ru");
        var page = browser.login("hr", CALLS + "/" + ID);
        String live = page.page().select("[data-live]").attr("data-live");

        // When
        var lines = new StringBuilder();
        var stream = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(home.resolve(live))
                                .timeout(Duration.ofSeconds(30))
                                .header("Cookie", cookies(browser.cookies()))
                                .header("Accept", "text/event-stream")
                                .header("Accept-Language", "ru")
                                .build(),
                        BodyHandlers.ofLines());
        stream.body().forEach(line -> {
            lines.append(line).append('\n');
            if (line.contains("Есть, приходите.")) {
                ended.complete(null);
            }
        });

        // Then
        assertThat(lines.toString())
                .containsSubsequence(
                        "event:whole",
                        "Смена профессии",
                        "event:more",
                        "data-event=\"3:CallerSpoke\"",
                        "Есть &lt;b&gt;места&lt;/b&gt;?",
                        "event:more",
                        "Есть, приходите.",
                        "event:whole",
                        "Разговор окончен: завершён",
                        "event:end");
    }

    private static byte[] told(String id, String type, String data) {
        return ("event:%s\nid:%s\ndata:{\"id\":\"%s\",\"type\":\"%s\",\"conversation\":\"twilio:CA1f0c\",\"at\":\"2026-11-21T07:03:00Z\",\"data\":%s}\n\n"
                        .formatted(type, id, id, type, data))
                .getBytes(UTF_8);
    }

    static String cookies(Map<String, String> cookies) {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static String ended() {
        return CALL.formatted(
                "false", "\"outcome\":\"completed\",\"endedAt\":\"2026-11-21T07:03:14Z\",\"durationSeconds\":63,");
    }

    private static String active() {
        return CALL.formatted("true", "");
    }

    private static String list() {
        return """
                {"conversations":[{"id":"twilio:CA1f0c","medium":"call","provider":"twilio","from":"+14155550100",
                 "to":"+15005550006","active":false,"outcome":"transferred","startedAt":"2026-11-21T07:02:11.401Z",
                 "lastActivityAt":"2026-11-21T07:03:14Z","endedAt":"2026-11-21T07:03:14Z","durationSeconds":63,"turns":4,
                 "lastWords":"Наверное","erased":false}],"next":"bmV4dA"}""";
    }
}
