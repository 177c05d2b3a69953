package dev.offhook.notification.providers;

import dev.offhook.events.Provider;

/**
 * Who sends.
 *
 * @param provider where
 * @param id Twilio's {@code AccountSid}, Voximplant's account number
 * @param secret what opens its API, in clear
 */
public record Account(Provider provider, String id, String secret) {
    /** Never the secret. */
    @Override
    public String toString() {
        return "Account[" + provider.id() + " " + id + "]";
    }
}
