package dev.offhook.notification.gates;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.offhook.events.Messaging.Budget;
import dev.offhook.events.Messaging.QuietHours;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.SmsRequest.Purpose;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.notification.consent.Consent;
import dev.offhook.notification.database.Database;
import dev.offhook.notification.gates.Decision.Go;
import dev.offhook.notification.gates.Decision.Later;
import dev.offhook.notification.gates.Decision.Stop;
import dev.offhook.notification.testsupport.FakeTwilio;
import dev.offhook.notification.testsupport.FakeVoximplant;
import dev.offhook.notification.testsupport.Queued;
import dev.offhook.notification.testsupport.Rules;
import dev.offhook.notification.testsupport.Tenancy;
import dev.offhook.servers.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(FakeTwilio.class)
@WithTestResource(FakeVoximplant.class)
class TenantGatesTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final String slug = "gates-" + UUID.randomUUID();
    private final String to = Queued.number();

    @Inject
    Gates gates;

    @Inject
    Consent consent;

    @Inject
    Database database;

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void nothingIsSentAfterStopWhateverItsPurpose(Purpose purpose) {
        // Given
        say(true, NOW.minusSeconds(60), "e1");
        // When
        var decision = decide(Rules.plain(), message("a", purpose));
        // Then
        assertThat(decision)
                .isEqualTo(new Stop(
                        Status.SUPPRESSED,
                        "consent: the recipient has wanted no messages since " + NOW.minusSeconds(60)));
    }

    @Test
    void whatsAppCountsAsTheSamePerson() {
        // Given
        say(true, NOW.minusSeconds(60), "e1");
        var message = Queued.message(slug, "whatsapp:" + to, "a", Purpose.REPLY, NOW);
        // When
        var decision = decide(Rules.plain(), message);
        // Then
        assertThat(decision).isInstanceOf(Stop.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stop@1 start@2               | true
            start@2 stop@1               | true
            stop@1 start@2 stop@1        | true
            start@2 stop@3 start@2       | false
            stop@1 stop@3 start@2        | false
            stop@2 start@2               | false
            start@2 stop@2               | false
            """)
    void lastWordCountsInWhateverOrderWordsArriveAndHoweverOften(String words, boolean sent) {
        // Given
        for (String word : words.split(" ")) {
            say(word.startsWith("stop"), NOW.minusSeconds(60).plusSeconds(word.charAt(word.length() - 1)), word);
        }
        // When
        var decision = decide(Rules.plain(), message("a", Purpose.REPLY));
        // Then
        assertThat(decision instanceof Go).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({"MARKETING,false", "NOTIFICATION,true", "REPLY,true"})
    void marketingAloneWaitsForTheEndOfQuietHours(Purpose purpose, boolean sent) {
        // Given
        var rules = Rules.plain().quiet(new QuietHours(LocalTime.of(14, 0), LocalTime.of(16, 30), null));
        // When
        var decision = decide(rules, message("a", purpose));
        // Then
        if (sent) {
            assertThat(decision).isInstanceOf(Go.class);
        } else {
            assertThat(decision)
                    .isEqualTo(new Later(
                            Instant.parse("2026-11-20T13:30:00Z"), "quiet hours: until 16:30 in Europe/Moscow"));
        }
    }

    @Test
    void zoneOfQuietHoursIsTheTenantsWhereItSaysSo() {
        // Given
        var rules =
                Rules.plain().quiet(new QuietHours(LocalTime.of(18, 0), LocalTime.of(9, 0), ZoneId.of("Asia/Omsk")));
        // When
        var decision = decide(rules, message("a", Purpose.MARKETING));
        // Then
        assertThat(decision).isInstanceOfSatisfying(Later.class, later -> assertThat(later.at())
                .isEqualTo("2026-11-21T03:00:00Z"));
    }

    @Test
    void sameTextIsHeldBackUnlessItIsAReplyOrTheFirstWasNotSent() {
        // Given
        var rules = Rules.plain().sameTextWithinMinutes(10);
        var first = message("Скидка!", Purpose.MARKETING);
        // When
        var decisions = List.of(
                decide(rules, first),
                decide(rules, message("Скидка!", Purpose.NOTIFICATION)),
                decide(rules, message("Скидка!", Purpose.REPLY)),
                decide(rules, message("Скидка?", Purpose.MARKETING)));
        release(first);
        var after = decide(rules, message("Скидка!", Purpose.MARKETING));
        // Then
        assertThat(decisions.get(0)).isInstanceOf(Go.class);
        assertThat(decisions.get(1))
                .isEqualTo(
                        new Stop(Status.SUPPRESSED, "same text: the recipient has had it within the last 10 minutes"));
        assertThat(decisions.get(2)).isInstanceOf(Go.class);
        assertThat(decisions.get(3)).isInstanceOf(Go.class);
        assertThat(after).isInstanceOf(Go.class);
    }

    @Test
    void sameTextIsSentAgainWhenTheWindowIsOver() {
        // Given
        var rules = Rules.plain().sameTextWithinMinutes(10);
        decide(rules, message("a", Purpose.MARKETING));
        var later = message("a", Purpose.MARKETING);
        // When
        var decision = database.transaction(sql -> gates.decide(sql, later, tenant(rules), NOW.plusSeconds(600)));
        // Then
        assertThat(decision).isInstanceOf(Go.class);
    }

    @Test
    void dayIsCountedExactlyAndGivenBack() throws Exception {
        // Given
        var rules = Rules.plain().perDay(5);
        var given = message("z", Purpose.REPLY);
        decide(rules, given);
        release(given);
        release(given);
        // When
        var decisions = together(20, i -> decide(rules, Queued.message(slug, to, "a" + i, Purpose.REPLY, NOW)));
        // Then
        assertThat(decisions).filteredOn(Go.class::isInstance).hasSize(5);
        assertThat(decisions)
                .filteredOn(Stop.class::isInstance)
                .hasSize(15)
                .first()
                .isEqualTo(new Stop(Status.SUPPRESSED, "day: the 5 messages of 2026-11-20 are sent"));
    }

    @Test
    void budgetIsNeverOverdrawnAndWhatWasNotTakenIsFree() throws Exception {
        // Given
        var rules = Rules.plain()
                .budget(new Budget(
                        new BigDecimal("1.00"),
                        "USD",
                        Map.of(Channel.Kind.TWILIO_SMS, new BigDecimal("0.10")),
                        Map.of("KZ", new BigDecimal("0.01"))));
        var given = message("z", Purpose.REPLY);
        decide(rules, given);
        release(given);
        // When
        var decisions =
                together(20, i -> decide(rules, Queued.message(slug, to, i + "ж".repeat(80), Purpose.REPLY, NOW)));
        // Then
        assertThat(decisions).filteredOn(Go.class::isInstance).hasSize(5).allSatisfy(decision -> {
            assertThat(((Go) decision).segments()).isEqualTo(2);
            assertThat(((Go) decision).cost()).isEqualByComparingTo("0.20");
            assertThat(((Go) decision).currency()).isEqualTo("USD");
        });
        assertThat(decisions)
                .filteredOn(Stop.class::isInstance)
                .first()
                .isEqualTo(new Stop(Status.SUPPRESSED, "budget: the month's 1.00 USD do not suffice for 0.20"));
    }

    @Test
    void whatIsSettledIsSpentOnce() {
        // Given
        var rules = Rules.plain()
                .budget(new Budget(null, "EUR", Map.of(Channel.Kind.TWILIO_SMS, new BigDecimal("0.10")), Map.of()));
        var message = message("a", Purpose.REPLY);
        decide(rules, message);
        // When
        for (int i = 0; i < 2; i++) {
            database.transaction(sql -> {
                gates.settled(sql, message);
                return null;
            });
        }
        // Then
        Optional<String> account = database.transaction(sql -> sql.first(
                "select spent, reserved from sms_spending where tenant = ?",
                row -> row.decimal("spent") + " " + row.decimal("reserved"),
                slug));
        assertThat(account).contains("0.10 0.00");
    }

    @Test
    void countrySegmentsAndPlainCharactersAreTheTenants() {
        // Given
        String typographic = "“Yes” — " + "a".repeat(100);
        // When
        var blocked = decide(Rules.plain().blocked("RU"), message("a", Purpose.REPLY));
        var tooLong = decide(Rules.plain().maxSegments(1), message(typographic, Purpose.REPLY));
        var plain = decide(Rules.plain().maxSegments(1).plainCharacters(), message(typographic, Purpose.REPLY));
        // Then
        assertThat(blocked).isEqualTo(new Stop(Status.SUPPRESSED, "country: RU is blocked"));
        assertThat(tooLong)
                .isEqualTo(new Stop(Status.SUPPRESSED, "segments: it has 2, and this tenant sends at most 1"));
        assertThat(plain)
                .isInstanceOfSatisfying(Go.class, go -> assertThat(go.body()).startsWith("\"Yes\" - "));
    }

    @Test
    void messageWhoseTimeIsOverExpires() {
        // Given
        var message = Queued.message(slug, to, "a", Purpose.REPLY, NOW.minusSeconds(86_400));
        // When
        var decision = decide(Rules.plain(), message);
        // Then
        assertThat(decision).isEqualTo(new Stop(Status.EXPIRED, "its time was over at " + NOW));
    }

    private Decision decide(Rules rules, QueuedMessage message) {
        return database.transaction(sql -> gates.decide(sql, message, tenant(rules), NOW));
    }

    private TenantConfiguration tenant(Rules rules) {
        return Tenancy.of(slug, rules.messaging());
    }

    private QueuedMessage message(String text, Purpose purpose) {
        return Queued.message(slug, to, text, purpose, NOW);
    }

    private void release(QueuedMessage message) {
        database.transaction(sql -> {
            gates.released(sql, message);
            return null;
        });
    }

    private void say(boolean optedOut, Instant at, String event) {
        database.transaction(sql ->
                consent.note(sql, new Consent.Word(slug, to, optedOut, at, Consent.Source.MESSAGE, "twilio", event)));
    }

    private static List<Decision> together(int many, IntFunction<Decision> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Decision>> futures = IntStream.range(0, many)
                    .mapToObj(i -> threads.submit(() -> work.apply(i)))
                    .toList();
            var decisions = new ArrayList<Decision>();
            for (var future : futures) {
                decisions.add(future.get());
            }
            return decisions;
        }
    }
}
