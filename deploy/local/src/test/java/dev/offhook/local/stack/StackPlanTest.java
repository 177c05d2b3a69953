package dev.offhook.local.stack;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StackPlanTest {
    @Test
    void everyPartWantsPortsOfItsOwnWithMostReplicas() {
        // Given
        var most = StackPlan.MOST_REPLICAS - 1;
        var plan = new StackPlan(
                        false,
                        Map.of(
                                ServiceName.WEBHOOK, most,
                                ServiceName.DIALOGUE, most,
                                ServiceName.TENANT, most,
                                ServiceName.NOTIFICATION, most))
                .withKeycloak();

        // When
        var wanted = plan.wantedPorts(new Ports(0));

        // Then
        assertThat(wanted).hasSize(4 + 4 * 2 + 4 * 2 * most);
    }

    @Test
    void infrastructureWantsNoServicePorts() {
        // When
        var wanted = new StackPlan(true, Map.of()).wantedPorts(new Ports(1000));

        // Then
        assertThat(wanted.keySet()).containsExactly(6433, 10_092, 9090);
    }

    @Test
    void noReplicasAreRefused() {
        assertThatThrownBy(() -> new StackPlan(false, Map.of(ServiceName.WEBHOOK, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("webhook=2");
    }
}
