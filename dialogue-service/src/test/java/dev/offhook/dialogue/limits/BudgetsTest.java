package dev.offhook.dialogue.limits;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.offhook.dialogue.testsupport.AtOnce;
import dev.offhook.dialogue.testsupport.Replicas;
import dev.offhook.dialogue.testsupport.Tenant;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Budget;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.Rates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BudgetsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static Replicas replicas;

    private final Budgets first = new Budgets(replicas.get(0));
    private final Budgets second = new Budgets(replicas.get(1));
    private final TenantConfiguration cent = tenant("0.01", MOSCOW);

    @BeforeAll
    static void start() {
        replicas = new Replicas(2);
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @Test
    void fiftyTurnsAtOnceOverTwoReplicasNeverPassTheCap() {
        // Given
        long each = 700;

        // When
        var verdicts =
                AtOnce.times(50, turn -> (turn % 2 == 0 ? first : second).reserve(cent, "turn-" + id(turn), each, NOW));

        // Then
        assertThat(verdicts).filteredOn(let -> let).hasSize(14);
        assertThat(first.status(cent, NOW)).hasValueSatisfying(status -> {
            assertThat(status.reserved()).isEqualTo(9_800);
            assertThat(status.spent() + status.reserved()).isLessThanOrEqualTo(status.cap());
        });
        assertThat(second.reserve(cent, id(50), each, NOW)).isFalse();
        assertThat(second.reserve(cent, id(51), 200, NOW)).isTrue();
    }

    @Test
    void fiftyCopiesOfOneReservationSetItsMoneyAsideOnce() {
        // Given
        String id = id(0);

        // When
        var verdicts = AtOnce.times(50, copy -> (copy % 2 == 0 ? first : second).reserve(cent, id, 6_000, NOW));

        // Then
        assertThat(verdicts).containsOnly(true);
        assertThat(reserved(cent)).isEqualTo(6_000);
    }

    @Test
    void refusedReservationStaysRefusedWhenMoneyComesBack() {
        // Given
        first.reserve(cent, id(1), 9_000, NOW);
        first.reserve(cent, id(2), 2_000, NOW);
        first.release(id(1));

        // When
        boolean again = second.reserve(cent, id(2), 2_000, NOW);

        // Then
        assertThat(again).isFalse();
        assertThat(second.reserve(cent, id(3), 2_000, NOW)).isTrue();
    }

    @Test
    void settlementTwiceCountsOnce() {
        // Given
        first.reserve(cent, id(1), 5_000, NOW);

        // When
        var settled = AtOnce.times(10, copy -> (copy % 2 == 0 ? first : second).settle(id(1), 1_200));

        // Then
        assertThat(settled).filteredOn(now -> now).hasSize(1);
        assertThat(first.release(id(1))).isFalse();
        assertThat(first.status(cent, NOW)).hasValueSatisfying(status -> {
            assertThat(status.spent()).isEqualTo(1_200);
            assertThat(status.reserved()).isZero();
        });
    }

    @Test
    void answerThatCostMoreThanWasSetAsideIsCountedInFull() {
        // Given
        first.reserve(cent, id(1), 5_000, NOW);

        // When
        first.settle(id(1), 12_000);

        // Then
        assertThat(spent(cent)).isEqualTo(12_000);
        assertThat(first.reserve(cent, id(2), 1, NOW)).isFalse();
    }

    @Test
    void reservationOfADeadProcessStaysSetAside() {
        // Given
        first.reserve(cent, id(1), 9_999, NOW);

        // When
        boolean next = second.reserve(cent, id(2), 2, NOW);

        // Then
        assertThat(next).isFalse();
        assertThat(second.reserve(cent, id(1), 9_999, NOW)).isTrue();
    }

    @Test
    void minutesAreCountedOnceAndMayPassTheCap() {
        // Given
        String call = id(1);

        // When
        AtOnce.times(20, copy -> {
            (copy % 2 == 0 ? first : second).spend(cent, call, 25_000, NOW);
            return copy;
        });

        // Then
        assertThat(spent(cent)).isEqualTo(25_000);
        assertThat(first.reserve(cent, id(2), 1, NOW)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Moscow", "America/New_York", "Pacific/Auckland"})
    void monthBeginsAtMidnightOfTheTenantsZone(String zone) {
        // Given
        var tenant = tenant("0.01", ZoneId.of(zone));
        Instant december =
                YearMonth.of(2026, 12).atDay(1).atStartOfDay(tenant.timeZone()).toInstant();
        first.reserve(tenant, id(1), 10_000, december.minusMillis(1));

        // When
        var verdicts = List.of(
                first.reserve(tenant, id(2), 10_000, december.minusMillis(1)),
                first.reserve(tenant, id(3), 10_000, december));

        // Then
        assertThat(verdicts).containsExactly(false, true);
        assertThat(first.status(tenant, december.minusMillis(1)).orElseThrow().month())
                .isEqualTo(YearMonth.of(2026, 11));
    }

    @Test
    void turnThatEndsInTheNextMonthIsPaidFromItsOwn() {
        // Given
        Instant december = Instant.parse("2026-12-01T00:00:00+03:00");
        first.reserve(cent, id(1), 5_000, december.minusSeconds(1));

        // When
        first.settle(id(1), 4_000);

        // Then
        assertThat(first.status(cent, december).orElseThrow().spent()).isZero();
        assertThat(first.status(cent, december.minusSeconds(1)).orElseThrow().spent())
                .isEqualTo(4_000);
    }

    @Test
    void budgetWithoutACapOnlyCounts() {
        // Given
        var tenant = tenant(null, MOSCOW);

        // When
        boolean let = first.reserve(tenant, id(1), 1_000_000_000, NOW);

        // Then
        assertThat(let).isTrue();
        assertThat(first.status(tenant, NOW)).hasValueSatisfying(status -> {
            assertThat(status.cap()).isNull();
            assertThat(status.reserved()).isEqualTo(1_000_000_000);
        });
    }

    @Test
    void budgetOfNothingLetsNothingThrough() {
        // Given
        var tenant = tenant("0", MOSCOW);

        // When
        boolean let = first.reserve(tenant, id(1), 1, NOW);

        // Then
        assertThat(let).isFalse();
    }

    @Test
    void tenantWithoutABudgetLeavesNoTrace() {
        // Given
        var tenant = Tenant.with("free-" + UUID.randomUUID(), MOSCOW, Limits.NONE);

        // When
        boolean let = first.reserve(tenant, id(1), 1_000, NOW);
        first.spend(tenant, id(2), 1_000, NOW);

        // Then
        assertThat(let).isTrue();
        assertThat(first.status(tenant, NOW)).isEmpty();
        assertThat(first.settle(id(1), 1_000)).isFalse();
    }

    @Test
    void otherCurrencyIsAnotherAccount() {
        // Given
        first.reserve(cent, id(1), 10_000, NOW);
        var inRoubles = Tenant.with(cent.slug(), MOSCOW, limits(new Budget(new BigDecimal("0.01"), "RUB", rates())));

        // When
        boolean let = first.reserve(inRoubles, id(2), 10_000, NOW);

        // Then
        assertThat(let).isTrue();
    }

    @Test
    void forgottenEntriesLeaveTheSums() {
        // Given
        first.reserve(cent, id(1), 5_000, NOW);
        first.settle(id(1), 5_000);

        // When
        int deleted = first.forget(NOW.plusSeconds(1));

        // Then
        assertThat(deleted).isPositive();
        assertThat(spent(cent)).isEqualTo(5_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void amountOutOfRangeIsRefusedByName(long micros) {
        assertThatThrownBy(() -> first.reserve(cent, id(1), micros, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("micros");
        assertThatThrownBy(() -> first.spend(cent, id(1), micros, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("micros");
    }

    @Test
    void negativeSettlementIsRefusedByName() {
        assertThatThrownBy(() -> first.settle(id(1), -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("micros");
    }

    private String id(int number) {
        return cent.slug() + "/" + number;
    }

    private long spent(TenantConfiguration tenant) {
        return first.status(tenant, NOW).orElseThrow().spent();
    }

    private long reserved(TenantConfiguration tenant) {
        return first.status(tenant, NOW).orElseThrow().reserved();
    }

    private static TenantConfiguration tenant(String monthly, ZoneId zone) {
        return Tenant.with(
                "budget-" + UUID.randomUUID(),
                zone,
                limits(new Budget(monthly == null ? null : new BigDecimal(monthly), "USD", rates())));
    }

    private static Limits limits(Budget budget) {
        return new Limits(null, null, null, null, List.of(), budget);
    }

    private static Rates rates() {
        return new Rates(BigDecimal.ONE, BigDecimal.ONE, Map.of());
    }
}
