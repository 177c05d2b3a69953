package dev.offhook.kit.tenants;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before the tenants are known: a call would be refused that should be answered. */
@Readiness
@ApplicationScoped
class TenantsReady implements HealthCheck {
    private final Tenants tenants;

    TenantsReady(Tenants tenants) {
        this.tenants = tenants;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("tenants")
                .status(tenants.loaded())
                .withData("known", tenants.all().size())
                .build();
    }
}
