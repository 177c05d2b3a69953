package dev.offhook.webhook.ingress;

import java.net.URI;
import java.util.List;
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

    /** Further addresses that providers may still call, while an address changes. Our answers never name them. */
    Optional<List<URI>> otherPublicUrls();

    /**
     * The proxies in front of us, IP addresses and CIDR blocks, e.g. {@code 10.0.0.0/8}. Only their {@code Forwarded},
     * {@code X-Forwarded-*} and {@code Host} are believed; none when empty.
     */
    Optional<List<String>> trustedProxies();

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
