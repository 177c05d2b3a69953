package dev.offhook.notification.twilio;

import java.net.URI;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** What Twilio is told about us. */
@ConfigMapping(prefix = "offhook.twilio")
public interface TwilioConfiguration {

    /**
     * The address under which Twilio reaches webhook-service, without a path, e.g. {@code https://bot.example.org}; its
     * host name has no underscore. Without one nothing is told about delivery, and messages stay {@code sent}.
     */
    Optional<URI> publicUrl();
}
