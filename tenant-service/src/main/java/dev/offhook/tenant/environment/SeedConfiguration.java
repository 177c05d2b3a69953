package dev.offhook.tenant.environment;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The provider accounts that fill the tenant {@code default} on a first start; without any nothing is filled. */
@ConfigMapping(prefix = "offhook.seed")
public interface SeedConfiguration {

    /** Twilio's account. */
    Twilio twilio();

    /** Voximplant's account. */
    Voximplant voximplant();

    /** All three or none. */
    interface Twilio {
        /** {@code TWILIO_ACCOUNT_SID}. */
        Optional<String> accountSid();

        /** {@code TWILIO_AUTH_TOKEN}. */
        Optional<String> authToken();

        /** {@code TWILIO_PHONE_NUMBER}, E.164. */
        Optional<String> phoneNumber();
    }

    /** All three or none. */
    interface Voximplant {
        /** {@code VOXIMPLANT_ACCOUNT_ID}. */
        Optional<String> accountId();

        /** {@code VOXIMPLANT_API_KEY}. */
        Optional<String> apiKey();

        /** {@code VOXIMPLANT_APPLICATION_ID}. */
        Optional<String> applicationId();
    }
}
