package dev.offhook.tenant.console.overview;

import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;

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
class OverviewPageTest {
    private static final String PAGE = "/console/t/hr-center";
    private static final String ANALYTICS = "/dialogue/api/tenants/hr-center/analytics";

    @TestHTTPResource("/")
    URI home;

    @BeforeEach
    void nothingIsSetUp() {
        FakeServices.reset();
    }

    @Test
    void figuresAreSumsAndCharts() {
        // Given
        var today = LocalDate.now(ZoneId.of("Europe/Moscow"));
        FakeServices.json(ANALYTICS, """
                {"timeZone":"Europe/Moscow","days":[
                 {"day":"%s","calls":12,"texts":3,"turns":61,"averageTurns":4.07,"averageSeconds":71.5,
                  "outcomes":{"active":1,"completed":9,"transferred":3,"rejected":2},"transferred":3,
                  "answered":{"rule":36},"firstWords":{"p50":14.0,"p95":31.2,"p99":48.9},"costs":{"USD":0.42}},
                 {"day":"%s","calls":2,"texts":0,"turns":4,"averageTurns":2.0,"outcomes":{"completed":2},"transferred":0,
                  "answered":{},"costs":{}}]}""".formatted(today.minusDays(1), today));
        FakeServices.json(
                "/dialogue/api/tenants/hr-center/budget",
                "{\"month\":\"2026-11\",\"currency\":\"USD\",\"cap\":50.000000,\"spent\":45.400000,\"reserved\":0.001200}");

        // When
        var page = new Browser(home, "en").login("hr", PAGE + "?days=7");

        // Then
        assertThat(page.status()).as(page.page().text()).isEqualTo(200);
        assertThat(page.texts(".stat-value")).containsExactly("14", "9", "3", "3.8", "1:12", "US$0.42");
        assertThat(page.texts(".stat-more")).containsExactly("Text conversations: 3", "64%", "21%");
        assertThat(page.page().select("svg.chart")).hasSize(5).allSatisfy(chart -> assertThat(chart.attr("role"))
                .isEqualTo("img"));
        assertThat(page.texts("#calls-description").getFirst()).startsWith("How many calls");
        assertThat(page.texts("details table").getFirst()).contains(" 7 3 2 ");
        assertThat(page.texts(".budget"))
                .containsExactly("Calls and language models US$45.40 of US$50.00 91% US$0.0012 set aside for what is"
                        + " under way");
        assertThat(page.page().select("progress.nearly-gone")).hasSize(1);
        assertThat(FakeServices.asked(ANALYTICS).getFirst().query())
                .isEqualTo("from=" + today.minusDays(6) + "&to=" + today);
    }

    @Test
    void whereNobodyCalledItSaysWhatToDo() {
        FakeServices.json(ANALYTICS, "{\"timeZone\":\"Europe/Moscow\",\"days\":[]}");

        var page = new Browser(home, "ru").login("hr", PAGE);

        assertThat(page.texts(".empty h2")).containsExactly("Пока нечего показывать");
        assertThat(page.page().select(".empty a").attr("href")).isEqualTo("/console/t/hr-center/try");
        assertThat(page.texts("main")).asString().contains("Бюджет не задан.");
    }
}
