package dev.offhook.kit.tenants;

import java.util.List;

import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.TransferTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;

import static org.assertj.core.api.Assertions.assertThat;

class OnChannelTest {
    private static final String FIRST = "+74957654321";

    @Test
    void channelGreetsAndEndsInItsOwnWay() {
        // When
        var onChannel = OnChannel.of(Hotels.saying("Алло!", null), Channel.Kind.VOXIMPLANT_VOICE);

        // Then
        assertThat(onChannel.assistant().greeting()).isEqualTo("Алло!");
        assertThat(onChannel.calls().maxMinutes()).isEqualTo(20);
        assertThat(onChannel.calls().warnSeconds()).isEqualTo(30);
        assertThat(onChannel.voice()).isNotNull();
        assertThat(onChannel.retentionDays()).isEqualTo(30);
        assertThat(onChannel.secrets()).isNotEmpty();
    }

    @Test
    void channelsNumberIsRungBeforeThoseOfEveryTargetAndOnce() {
        // Given
        var tenant = Hotels.saying(
                "Алло!",
                null,
                new TransferTarget("desk", "the desk", List.of("+74950000001", FIRST), 20),
                new TransferTarget("boss", "the boss", List.of("+74950000002"), null));

        // When
        var transfers = OnChannel.of(tenant, Channel.Kind.VOXIMPLANT_VOICE)
                .assistant()
                .tools()
                .transfers();

        // Then
        assertThat(transfers)
                .containsExactly(
                        new TransferTarget("desk", "the desk", List.of(FIRST, "+74950000001"), 20),
                        new TransferTarget("boss", "the boss", List.of(FIRST, "+74950000002"), 30));
    }

    @Test
    void channelsNumberAloneIsATarget() {
        assertThat(OnChannel.of(Hotels.saying("Алло!", null), Channel.Kind.VOXIMPLANT_VOICE)
                        .assistant()
                        .tools()
                        .transfers())
                .singleElement()
                .satisfies(target -> {
                    assertThat(target.id()).isEqualTo(OnChannel.HUMAN);
                    assertThat(target.numbers()).containsExactly(FIRST);
                    assertThat(target.description()).contains("сотрудник");
                });
    }

    @ParameterizedTest
    @NullSource
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VOXIMPLANT_VOICE")
    void otherChannelsAreAsTheTenantIs(Channel.Kind kind) {
        var tenant = Hotels.saying("Алло!", null);
        assertThat(OnChannel.of(tenant, kind)).isSameAs(tenant);
    }
}
