package dev.offhook.webhook.testsupport;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** For tests that send more from one address, and to one tenant, than anybody should. */
public final class Unlimited implements QuarkusTestProfile {
    private static final String LIMITLESS = "100000000";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "offhook.limits.unverified.burst", LIMITLESS,
                "offhook.limits.unverified.per-minute", LIMITLESS,
                "offhook.limits.tenant.burst", LIMITLESS,
                "offhook.limits.tenant.per-second", LIMITLESS);
    }
}
