package dev.offhook.webhook.ingress;

import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import io.micrometer.core.instrument.MeterRegistry;

/** The numbers that a tenant does not answer: looked up in the newest configuration, also in the middle of a call. */
@ApplicationScoped
public class BlockList {
    private static final String METRIC = "offhook.blocked";

    private final MeterRegistry metrics;

    BlockList(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /**
     * True when this tenant does not answer this number.
     *
     * @param number E.164 where known; null when unknown, and then it is not blocked
     */
    public boolean blocks(TenantConfiguration tenant, String number) {
        return number != null && tenant.limits().blocked().contains(number);
    }

    /** Counts a call or a message that was not answered. */
    public void count(Channel.Kind kind) {
        metrics.counter(METRIC, "channel", kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .increment();
    }
}
