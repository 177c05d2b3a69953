package dev.offhook.kit.kafka;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How this service writes to Kafka. */
@ConfigMapping(prefix = "offhook.kafka")
public interface KafkaConfiguration {

    /**
     * How long a record may take until every in-sync replica has it; after that publishing fails. The ingress sets it
     * below a caller's patience; elsewhere a broker may restart meanwhile.
     */
    @WithDefault("30s")
    Duration deliveryTimeout();

    /** How many records may wait for the sending thread before publishing fails at once. */
    @WithDefault("10000")
    int sendQueue();
}
