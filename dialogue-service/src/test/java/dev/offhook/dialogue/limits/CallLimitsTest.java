package dev.offhook.dialogue.limits;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.offhook.dialogue.database.Database;
import dev.offhook.dialogue.testsupport.AtOnce;
import dev.offhook.dialogue.testsupport.Replicas;
import dev.offhook.dialogue.testsupport.Tenant;
import dev.offhook.events.CallEvent.CallRejected.Reason;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallLimitsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
    private static final String CALLER = "+79165550100";
    private static Replicas replicas;

    private final LimitsConfiguration configuration = Replicas.defaults(LimitsConfiguration.class);
    private final CallLimits first = new CallLimits(replicas.get(0), configuration);
    private final CallLimits second = new CallLimits(replicas.get(1), configuration);
    private final String slug = "calls-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        replicas = new Replicas(2);
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @Test
    void fiftyCallsAtOnceOverTwoReplicasLetExactlyTheLimitIn() {
        // Given
        var tenant = tenant(null, null, 10);

        // When
        var verdicts = AtOnce.times(50, call -> (call % 2 == 0 ? first : second).check(tenant, id(call), CALLER, NOW));

        // Then
        assertThat(verdicts).filteredOn(Optional::isEmpty).hasSize(10);
        assertThat(verdicts).filteredOn(Optional::isPresent).containsOnly(Optional.of(Reason.CONCURRENT_CALLS));
    }

    @Test
    void fiftyCopiesOfACallCountOnceAndGetOneVerdict() {
        // Given
        var tenant = tenant(2, null, null);

        // When
        var verdicts = AtOnce.times(50, copy -> (copy % 2 == 0 ? first : second).check(tenant, id(0), CALLER, NOW));

        // Then
        assertThat(verdicts).containsOnly(Optional.empty());
        assertThat(first.check(tenant, id(1), CALLER, NOW)).isEmpty();
        assertThat(first.check(tenant, id(2), CALLER, NOW)).contains(Reason.CALLER_LIMIT);
    }

    @Test
    void refusedCallStaysRefusedWhenAPlaceBecomesFree() {
        // Given
        var tenant = tenant(null, null, 1);
        first.check(tenant, id(0), CALLER, NOW);
        first.check(tenant, id(1), CALLER, NOW);
        first.released(tenant, id(0), NOW);

        // When
        var again = second.check(tenant, id(1), CALLER, NOW);

        // Then
        assertThat(again).contains(Reason.CONCURRENT_CALLS);
        assertThat(second.check(tenant, id(2), CALLER, NOW)).isEmpty();
    }

    @Test
    void callThatACrashLeftOpenLosesItsPlaceWhenNothingHappensOnIt() {
        // Given
        var tenant = tenant(null, null, 1);
        first.check(tenant, id(0), CALLER, NOW);
        Instant idle = NOW.plus(configuration.callIdle());

        // When
        var verdicts = List.of(
                first.check(tenant, id(1), CALLER, idle.minusMillis(1)), first.check(tenant, id(2), CALLER, idle));

        // Then
        assertThat(verdicts).containsExactly(Optional.of(Reason.CONCURRENT_CALLS), Optional.empty());
    }

    @Test
    void everyTurnRenewsThePlaceOfItsCall() {
        // Given
        var tenant = tenant(null, null, 1);
        first.check(tenant, id(0), CALLER, NOW);
        Instant idle = NOW.plus(configuration.callIdle());
        conversation(id(0), "active", idle.minusSeconds(1));

        // When
        var verdict = first.check(tenant, id(1), CALLER, idle);

        // Then
        assertThat(verdict).contains(Reason.CONCURRENT_CALLS);
    }

    @Test
    void endedConversationHoldsNoPlace() {
        // Given
        var tenant = tenant(null, null, 1);
        first.check(tenant, id(0), CALLER, NOW);
        conversation(id(0), "ended", NOW);

        // When
        var verdict = first.check(tenant, id(1), CALLER, NOW.plusSeconds(1));

        // Then
        assertThat(verdict).isEmpty();
    }

    @Test
    void dayBeginsAtMidnightOfTheTenantsZone() {
        // Given
        var tenant = tenant(1, null, null);
        Instant midnight = Instant.parse("2026-11-21T00:00:00+13:00");
        first.check(tenant, id(0), CALLER, midnight.minusSeconds(2));

        // When
        var verdicts = List.of(
                first.check(tenant, id(1), CALLER, midnight.minusMillis(1)),
                first.check(tenant, id(2), CALLER, midnight));

        // Then
        assertThat(verdicts).containsExactly(Optional.of(Reason.CALLER_LIMIT), Optional.empty());
    }

    @Test
    void limitOfTheDayHoldsForEverybody() {
        // Given
        var tenant = tenant(null, 2, null);
        first.check(tenant, id(0), CALLER, NOW);
        first.check(tenant, id(1), null, NOW);

        // When
        var verdict = first.check(tenant, id(2), "+79165550101", NOW);

        // Then
        assertThat(verdict).contains(Reason.DAILY_LIMIT);
    }

    @Test
    void formsOfANumberAreOneCaller() {
        // Given
        var tenant = tenant(1, null, null);
        first.check(tenant, id(0), "79165550100", NOW);

        // When
        var verdict = first.check(tenant, id(1), CALLER, NOW);

        // Then
        assertThat(verdict).contains(Reason.CALLER_LIMIT);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "anonymous", "client:bob"})
    void withheldNumberIsNoSingleCaller(String number) {
        // Given
        var tenant = tenant(1, null, null);
        first.check(tenant, id(0), number, NOW);

        // When
        var verdict = first.check(tenant, id(1), number, NOW);

        // Then
        assertThat(verdict).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+79165550100", "79165550100"})
    void blockedCallerIsRefusedBeforeEverythingElse(String number) {
        // Given
        var tenant = Tenant.with(slug, AUCKLAND, new Limits(0, 0, 0, null, List.of(CALLER), null));

        // When
        var verdict = first.check(tenant, id(0), number, NOW);

        // Then
        assertThat(verdict).contains(Reason.BLOCKED);
    }

    @Test
    void tenantWithoutCallLimitsCostsNoQuery() {
        // Given
        var noDatabase = new CallLimits(new Database(null, 1, () -> false), configuration);
        var tenant = Tenant.with(slug, AUCKLAND, new Limits(null, null, null, 5, List.of(CALLER), null));

        // When
        var verdict = noDatabase.check(tenant, id(0), "+79165550101", NOW);
        noDatabase.released(tenant, id(0), NOW);

        // Then
        assertThat(verdict).isEmpty();
    }

    @Test
    void erasedCallerStillCountsAmongTheCallsOfTheDay() {
        // Given
        var tenant = tenant(1, 1, null);
        first.check(tenant, id(0), CALLER, NOW);

        // When
        int erased = first.erase(slug, CALLER);

        // Then
        assertThat(erased).isEqualTo(1);
        assertThat(first.check(tenant, id(1), CALLER, NOW)).contains(Reason.DAILY_LIMIT);
    }

    @Test
    void forgottenCallsCountNoMore() {
        // Given
        var tenant = tenant(null, 1, null);
        first.check(tenant, id(0), CALLER, NOW);

        // When
        int forgotten = first.forget(NOW.plusSeconds(1));

        // Then
        assertThat(forgotten).isPositive();
        assertThat(first.check(tenant, id(1), CALLER, NOW)).isEmpty();
    }

    private String id(int call) {
        return "twilio:" + slug + ":" + call;
    }

    private TenantConfiguration tenant(Integer perCaller, Integer perDay, Integer concurrent) {
        return Tenant.with(slug, AUCKLAND, new Limits(perCaller, perDay, concurrent, null, List.of(), null));
    }

    private void conversation(String id, String status, Instant lastActivity) {
        replicas.execute("""
                insert into conversation
                    (id, tenant, medium, provider, last_turn, misses, status, started_at, last_activity_at, version)
                values ('%s', '%s', 'CALL', 'twilio', 0, 0, '%s', '%s', '%s', 0)""".formatted(id, slug, status, NOW, lastActivity));
    }
}
