package dev.offhook.webhook.ingress;

import java.net.URI;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** How the world reaches this service. */
@ConfigMapping(prefix = "offhook.ingress")
public interface IngressConfiguration {

    /**
     * The address that providers call, without a path or with the path that a proxy strips: {@code
     * https://bot.example.org}. Twilio signs it, and the URLs in our answers begin with it.
     */
    URI publicUrl();

    /**
     * Keys the hash of an SMS thread, so that no phone number can be read from a Kafka key or guessed from it. The
     * same on every replica; changing it starts new threads.
     */
    Optional<String> threadKey();

    /** The public address of a path of ours, with its query. */
    default String publicUrl(String pathAndQuery) {
        String base = publicUrl().toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + pathAndQuery;
    }
}
