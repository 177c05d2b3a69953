package dev.offhook.notification.routing;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import dev.offhook.events.Messaging;
import dev.offhook.events.Messaging.Route;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Channel.Kind;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Plan;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RoutingTest {
    private static final String RUSSIAN = "+79161234567";
    private static final String AMERICAN = "+14155550123";
    private static final String TWILIO_NUMBER = "+15005550006";
    private static final String VOXIMPLANT_NUMBER = "+74951234567";
    private static final Carrier TWILIO = new Carrier(Kind.TWILIO_SMS, TWILIO_NUMBER);
    private static final Carrier VOXIMPLANT = new Carrier(Kind.VOXIMPLANT_SMS, VOXIMPLANT_NUMBER);

    private final TenantConfiguration tenant = tenant(
            true,
            new Route(List.of("RU", "KZ"), Kind.VOXIMPLANT_SMS, Kind.TWILIO_SMS),
            new Route(List.of(), Kind.TWILIO_SMS, null));

    @Test
    void routeOfTheCountryComesFirstAndItsFallbackNext() {
        assertThat(Routing.carriers(tenant, RUSSIAN, null, null)).containsExactly(VOXIMPLANT, TWILIO);
    }

    @Test
    void routeOfAllCountriesTakesTheRest() {
        assertThat(Routing.carriers(tenant, AMERICAN, null, null)).containsExactly(TWILIO);
    }

    @Test
    void requestedChannelIsTheOnlyOne() {
        assertThat(Routing.carriers(tenant, RUSSIAN, null, Kind.TWILIO_SMS)).containsExactly(TWILIO);
    }

    @Test
    void requestedSenderLeavesTheChannelThatHasIt() {
        assertThat(Routing.carriers(tenant, RUSSIAN, TWILIO_NUMBER, null)).containsExactly(TWILIO);
        assertThat(Routing.carriers(tenant, AMERICAN, VOXIMPLANT_NUMBER, null)).containsExactly(VOXIMPLANT);
    }

    @Test
    void whatsAppGoesThroughTwilioAlone() {
        // When
        var carriers = Routing.carriers(tenant, "whatsapp:" + RUSSIAN, null, null);
        // Then
        assertThat(carriers).containsExactly(new Carrier(Kind.TWILIO_SMS, "whatsapp:" + TWILIO_NUMBER));
    }

    @Test
    void tenantWithoutRoutesUsesItsFirstChannelAlone() {
        assertThat(Routing.carriers(tenant(true), RUSSIAN, null, null)).containsExactly(TWILIO);
    }

    @Test
    void fallbackThatIsSwitchedOffIsLeftOut() {
        // Given
        var tenant = tenant(false, new Route(List.of(), Kind.TWILIO_SMS, Kind.VOXIMPLANT_SMS));
        // When
        var carriers = Routing.carriers(tenant, RUSSIAN, null, null);
        // Then
        assertThat(carriers).containsExactly(TWILIO);
    }

    @Test
    void senderThatIsNobodysIsRefusedByName() {
        assertThatThrownBy(() -> Routing.carriers(tenant, RUSSIAN, "+15005550099", null))
                .isInstanceOf(NoRouteException.class)
                .hasMessageContaining("from: '+150******99' is no number of the tenant's channel");
    }

    @Test
    void channelThatIsSwitchedOffIsRefusedByName() {
        assertThatThrownBy(() -> Routing.carriers(tenant(false), RUSSIAN, null, Kind.VOXIMPLANT_SMS))
                .isInstanceOf(NoRouteException.class)
                .hasMessageContaining("has no channel voximplant-sms that is switched on");
    }

    private static TenantConfiguration tenant(boolean voximplant, Route... routes) {
        var messaging = new Messaging(
                null, null, null, null, null, null, List.of(), null, false, List.of(routes), List.of(), null);
        return new TenantConfiguration(
                "hotel",
                "Hotel",
                1,
                Plan.FREE,
                "ru",
                ZoneId.of("UTC"),
                List.of(
                        new Channel(Kind.TWILIO_SMS, true, List.of(TWILIO_NUMBER), "AC1", false, null),
                        new Channel(Kind.VOXIMPLANT_SMS, voximplant, List.of(VOXIMPLANT_NUMBER), "7", false, null)),
                new Assistant("g", List.of(), List.of("n"), new Phrases("s", List.of("f"), "f", "l", "v", "c", "r")),
                CallHandling.PLAIN,
                null,
                Limits.NONE,
                messaging,
                Map.of());
    }
}
