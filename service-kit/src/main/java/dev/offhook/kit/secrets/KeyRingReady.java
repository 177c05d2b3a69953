package dev.offhook.kit.secrets;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before the key ring is known and opens: a signed webhook would be refused that is right. */
@Readiness
@ApplicationScoped
class KeyRingReady implements HealthCheck {
    private final KeyRingReplica replica;

    KeyRingReady(KeyRingReplica replica) {
        this.replica = replica;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("key-ring").status(replica.ready());
        var problems = replica.problems();
        if (!problems.isEmpty()) {
            response.withData("problem", String.join("; ", problems));
        }
        return response.build();
    }
}
