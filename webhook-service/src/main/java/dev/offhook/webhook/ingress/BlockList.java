package dev.offhook.webhook.ingress;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.TenantConfiguration.Channel;
import io.micrometer.core.instrument.MeterRegistry;

/** What the tenants' block lists keep away. */
@ApplicationScoped
public class BlockList {
    private static final String METRIC = "offhook.blocked";

    private final MeterRegistry metrics;

    BlockList(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** Counts a call or a message that was not answered. */
    public void count(Channel.Kind kind) {
        metrics.counter(METRIC, "channel", kind.id()).increment();
    }
}
