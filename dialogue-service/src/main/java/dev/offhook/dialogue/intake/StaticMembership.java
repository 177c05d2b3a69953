package dev.offhook.dialogue.intake;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.DialogueConfiguration;
import io.smallrye.reactive.messaging.ClientCustomizer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

/**
 * Names the members of the consumer group after this replica, when it has a name. In code, because a property cannot
 * say "only if": an instance id that is empty or shared would make replicas throw each other out.
 */
@ApplicationScoped
public class StaticMembership implements ClientCustomizer<Map<String, Object>> {
    private final DialogueConfiguration configuration;

    StaticMembership(DialogueConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public Map<String, Object> customize(String channel, Config channelConfiguration, Map<String, Object> client) {
        if (!client.containsKey(ConsumerConfig.GROUP_ID_CONFIG)) {
            return client;
        }
        var named = new HashMap<>(client);
        configuration
                .instance()
                .ifPresent(instance -> named.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance + "-" + channel));
        return named;
    }
}
