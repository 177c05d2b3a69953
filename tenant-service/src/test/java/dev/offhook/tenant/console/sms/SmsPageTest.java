package dev.offhook.tenant.console.sms;

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

/** Texts in the console, with services that answer as docs/notification.md says. */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
@WithTestResource(FakeServices.class)
class SmsPageTest {
    private static final String SMS = "/console/t/hr-center/sms";
    private static final String API = "/notification/api/tenants/hr-center/";
    private static final String QUEUE = "{\"waiting\":{\"scheduled\":3},\"due\":1,\"oldestSeconds\":75%s}";

    @TestHTTPResource("/")
    URI home;

    @BeforeEach
    void queueIsThere() {
        FakeServices.reset();
        FakeServices.json(API + "message-queue", QUEUE.formatted(""));
    }

    @Test
    void outgoingMessagesShowWhyTheyAreHeldBack() {
        // Given
        FakeServices.json(API + "messages", """
                {"messages":[{"id":"m1","status":"suppressed","purpose":"marketing","to":"+79161234567",
                 "text":"<b>Скидка</b>","reason":"consent: STOP","attempts":0,"createdAt":"2026-11-21T07:00:00Z",
                 "updatedAt":"2026-11-21T07:00:01Z"},
                 {"id":"m2","status":"delivered","to":"+79161234567","text":"Ждём вас","channel":"twilio-sms",
                 "segments":2,"cost":0.0158,"currency":"USD","conversation":"twilio:CA1","attempts":1,
                 "createdAt":"2026-11-21T06:00:00Z","updatedAt":"2026-11-21T06:00:01Z"}]}""");

        // When
        var page = new Browser(home, "ru").login("hr", SMS + "?view=outgoing&outcome=suppressed");

        // Then
        assertThat(page.status()).as(page.page().text()).isEqualTo(200);
        assertThat(page.texts("td .badge")).containsExactly("задержано", "доставлено");
        assertThat(page.texts("td .cell-more").getFirst()).isEqualTo("consent: STOP");
        assertThat(page.texts("td").toString()).contains("<b>Скидка</b>", "twilio-sms · частей: 2 · 0,0158");
        assertThat(page.page().select("td a").attr("href")).isEqualTo("/console/t/hr-center/calls/twilio:CA1");
        assertThat(FakeServices.asked(API + "messages").getFirst().query()).contains("status=suppressed");
    }

    @Test
    void theQueueIsPausedWithAFormAndResumed() {
        // Given
        FakeServices.json(API + "message-queue/pause", QUEUE.formatted(""));
        var browser = new Browser(home, "en");
        var page = browser.login("hr", SMS);

        // When
        var after = browser.submit(page.form("form[action$=/pause]"), Map.of());

        // Then
        assertThat(page.texts(".card-head p")).contains("3 waiting · 1 could go now · the oldest for 1:15");
        assertThat(after.texts(".flash")).hasSize(1);
        var asked = FakeServices.asked(API + "message-queue/pause").getFirst();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.authorization()).startsWith("Bearer eyJ");

        FakeServices.json(
                API + "message-queue",
                QUEUE.formatted(",\"pausedSince\":\"2026-11-21T07:00:00Z\",\"pausedBy\":\"hr\""));
        var paused = browser.get(SMS);
        assertThat(paused.texts(".alert-warn").toString()).contains("by hr. Nothing is sent.");
        assertThat(paused.page().select("form[action$=/resume]")).hasSize(1);
    }

    @Test
    void aNumberThatIsNoneIsRefusedInTheServicesWords() {
        FakeServices.json(API + "opt-outs", "{\"optOuts\":[]}");
        FakeServices.problem(
                API + "opt-outs/12",
                400,
                "{\"title\":\"bad request\",\"status\":400,\"detail\":\"is no phone number\",\"field\":\"number\"}");
        var browser = new Browser(home, "en");
        var page = browser.login("hr", SMS + "?view=opt-outs");

        var after = browser.submit(page.form("form[action$=/opt-outs]"), Map.of("number", "12"));

        assertThat(after.status()).isEqualTo(422);
        assertThat(after.texts(".alert"))
                .containsExactly("This could not be done: notification-service does not understand the question."
                        + " The service says: is no phone number");
    }

    @Test
    void aDeadLetterIsSentInAgain() {
        FakeServices.json(API + "dead-letters", """
                {"deadLetters":[{"id":17,"requestId":"r1","reason":"to: is missing","data":"{\\"text\\":\\"<i>\\"}",
                 "createdAt":"2026-11-21T07:00:00Z"}]}""");
        FakeServices.json(
                API + "dead-letters/replay",
                "{\"replayed\":[{\"id\":17,\"requestId\":\"r1/replay-17\"}],\"refused\":[]}");
        var browser = new Browser(home, "en");
        var page = browser.login("hr", SMS + "?view=dead");

        var after = browser.submit(page.form("form[action$=/replay]"), Map.of());

        assertThat(page.texts("td pre")).containsExactly("{\"text\":\"<i>\"}");
        assertThat(after.texts(".flash")).hasSize(1);
        assertThat(FakeServices.asked(API + "dead-letters/replay").getFirst().body())
                .isEqualTo("{\"ids\":[17]}");
    }

    @Test
    void aViewerSeesNoButtonsAndCannotPostEither() {
        // Given
        FakeServices.json(
                API + "opt-outs",
                "{\"optOuts\":[{\"number\":\"+79161234567\",\"since\":\"2026-11-21T07:00:00Z\",\"source\":\"message\"}]}");
        var browser = new Browser(home, "en");

        // When
        var page = browser.login("viewer", SMS + "?view=opt-outs");

        // Then
        assertThat(page.texts("td")).contains("+79161234567");
        assertThat(page.page().select("main form[method=post]")).isEmpty();
        String csrf = page.form("form.session").select("[name=csrf]").attr("value");
        var posted = browser.post(SMS + "/pause", java.util.List.of(Map.entry("csrf", csrf)), Map.of());
        assertThat(posted.status()).isEqualTo(403);
        assertThat(FakeServices.asked(API + "message-queue/pause")).isEmpty();
    }

    @Test
    void aThreadShowsWhatWasSentBeside() {
        FakeServices.json("/dialogue/api/tenants/hr-center/conversations/sms:abc:SM1", """
                {"id":"sms:abc:SM1","medium":"sms","provider":"twilio","from":"+79161234567","active":true,
                 "startedAt":"2026-11-21T07:02:11Z","lastActivityAt":"2026-11-21T07:03:14Z","erased":false,
                 "turns":[{"number":1,"at":"2026-11-21T07:02:20Z","caller":"Вы открыты?","assistant":"Да.","source":"rule",
                  "tools":[],"heard":true}],"noted":{},"recordings":[]}""");
        FakeServices.away(API + "messages");

        var page = new Browser(home, "en").login("hr", SMS + "/sms:abc:SM1");

        assertThat(page.texts("h1")).containsExactly("Messages with +79161234567");
        assertThat(page.texts(".moment-caller")).hasSize(1);
        assertThat(page.texts(".alert"))
                .containsExactly("Outgoing messages cannot be shown: notification-service does not answer.");
    }
}
