package dev.offhook.local.sms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.offhook.events.EventJson;

/** The tenants of these tests, whose messages the simulator carries. */
final class SmsTenants {
    /** As many messages in a second as come. */
    static final String BULK = "bulk";

    /** Ten messages in a second. */
    static final String PACED = "paced";

    /** Twilio, and Voximplant behind it. */
    static final String BACKED = "backed";

    /** As the platform does it. */
    static final String PLAIN = "plain";

    static final String BULK_NUMBER = "+15005550010";
    static final String PACED_NUMBER = "+15005550011";
    static final String BACKED_NUMBER = "+15005550013";
    static final String VOXIMPLANT_NUMBER = "+74951234567";
    static final String PLAIN_NUMBER = "+15005550012";

    /** Every slug. */
    static final List<String> ALL = List.of(BULK, PACED, BACKED, PLAIN);

    private static final String ACCOUNT = "AC00000000000000000000000000000001";

    private SmsTenants() {}

    /** Writes them as a tenants file (JSON is YAML). */
    static Path write(Path folder) {
        var file = folder.resolve("tenants.yaml");
        var tenants = List.of(
                tenant(BULK, Map.of("perSecond", 1000), List.of(twilio(BULK_NUMBER))),
                tenant(PACED, Map.of("perSecond", 10), List.of(twilio(PACED_NUMBER))),
                tenant(
                        BACKED,
                        Map.of(
                                "perSecond",
                                1000,
                                "routes",
                                List.of(Map.of("channel", "twilio-sms", "fallback", "voximplant-sms"))),
                        List.of(
                                twilio(BACKED_NUMBER),
                                Map.of(
                                        "kind", "voximplant-sms",
                                        "numbers", List.of(VOXIMPLANT_NUMBER),
                                        "account", "7654321"))),
                tenant(PLAIN, Map.of(), List.of(twilio(PLAIN_NUMBER))));
        try {
            EventJson.mapper().writeValue(file.toFile(), Map.of("tenants", tenants));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static Map<String, Object> twilio(String number) {
        return Map.of("kind", "twilio-sms", "numbers", List.of(number), "account", ACCOUNT);
    }

    private static Map<String, Object> tenant(
            String slug, Map<String, Object> messaging, List<Map<String, Object>> channels) {
        var tenant = new LinkedHashMap<String, Object>();
        tenant.put("slug", slug);
        tenant.put("name", slug);
        tenant.put("plan", "premium");
        tenant.put("locale", "en-US");
        tenant.put("timeZone", "America/New_York");
        tenant.put("channels", channels);
        tenant.put("messaging", messaging);
        tenant.put(
                "secrets",
                Map.of(
                        "twilio.auth-token", "12345",
                        "voximplant.api-key", "11111111-2222-3333-4444-555555555555"));
        tenant.put(
                "assistant",
                Map.of(
                        "greeting", "Hello!",
                        "rules", List.of(),
                        "noMatch", List.of("Could you say that in other words?"),
                        "phrases",
                                Map.of(
                                        "silent", "I did not hear you.",
                                        "fillers", List.of("One moment, please."),
                                        "fallback", "Sorry, could you repeat that?",
                                        "lastResort", "Please call again later.",
                                        "voiceNotInPlan", "Please text us.",
                                        "channelOff", "This number is not in service.",
                                        "recorded", "Thank you, we will call you back.")));
        return tenant;
    }
}
