package dev.offhook.notification.sending;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.database.Sql;
import dev.offhook.notification.gates.Decision;
import dev.offhook.notification.gates.Gates;
import dev.offhook.notification.gates.QueuedMessage;
import dev.offhook.notification.message.Segments;
import dev.offhook.notification.routing.NoRouteException;
import dev.offhook.notification.routing.Routing;
import io.quarkus.arc.DefaultBean;

/** Lets every message go that a channel can carry, where nothing else decides. */
@ApplicationScoped
@DefaultBean
class OpenGates implements Gates {

    @Override
    public Decision decide(Sql sql, QueuedMessage message, TenantConfiguration tenant, Instant now) {
        if (message.text() == null) {
            return new Decision.Stop(Status.FAILED, "template: is not known here");
        }
        try {
            var carriers = Routing.carriers(
                    tenant, message.recipient(), message.requestedSender(), message.requestedChannel());
            var carrier = carriers.stream()
                    .filter(one -> !message.notTakenBy().contains(one.channel()))
                    .findFirst()
                    .orElse(carriers.getFirst());
            int parts = Segments.of(message.text()).parts();
            return new Decision.Go(carrier.channel(), carrier.sender(), message.text(), parts, null, null);
        } catch (NoRouteException e) {
            return new Decision.Stop(Status.FAILED, e.getMessage());
        }
    }

    @Override
    public void released(Sql sql, QueuedMessage message) {
        // Nothing was used up.
    }

    @Override
    public void settled(Sql sql, QueuedMessage message) {
        // Nothing was used up.
    }
}
