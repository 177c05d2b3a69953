package dev.offhook.webhook.replies;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready before the recent replies are known. Once they are, Kafka's absence never makes this service unready: it
 * is what still talks to the caller.
 */
@Readiness
@ApplicationScoped
class RepliesReady implements HealthCheck {
    private final Turns turns;

    RepliesReady(Turns turns) {
        this.turns = turns;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("replies").status(turns.caughtUp()).build();
    }
}
