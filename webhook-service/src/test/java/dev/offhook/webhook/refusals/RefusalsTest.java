package dev.offhook.webhook.refusals;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import dev.offhook.events.EventJson;
import dev.offhook.events.RequestRefused;
import dev.offhook.events.RequestRefused.Reason;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Channel.Signatures;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.GateTenants;
import dev.offhook.webhook.testsupport.RefusedRequests;
import dev.offhook.webhook.testsupport.Twilio;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealServers.class)
class RefusalsTest {
    private static final String CALL = "/webhook/call";
    private static final String ACCOUNT = "AC000000000000000000000000000000b1";
    private static final String TOKEN = "very-secret-token";
    private static final String ENFORCING = "+15005552001";
    private static final String REPORTING = "+15005552002";
    private static final String SWITCHED_OFF = "+15005552003";
    private static final String ON_FREE_PLAN = "+15005552004";
    private static final String UNREADABLE = "+15005552005";

    @Inject
    DemoTenants demo;

    @Inject
    GateTenants tenants;

    @Inject
    RefusedRequests refusals;

    @BeforeEach
    void tenantsAreKnown() {
        demo.awaitKnown();
        var secrets = Map.of(TenantConfiguration.TWILIO_AUTH_TOKEN, TOKEN);
        tenants.publish(
                "enforcing", Plan.PREMIUM, secrets, GateTenants.voice(ENFORCING, ACCOUNT, Signatures.ENFORCE, true));
        tenants.publish(
                "reporting",
                Plan.PREMIUM,
                secrets,
                GateTenants.voice(REPORTING, ACCOUNT, Signatures.REPORT_ONLY, true));
        tenants.publish(
                "switched-off",
                Plan.PREMIUM,
                secrets,
                GateTenants.voice(SWITCHED_OFF, ACCOUNT, Signatures.ENFORCE, false),
                GateTenants.sms(SWITCHED_OFF, ACCOUNT, false));
        tenants.publish(
                "on-free-plan", Plan.FREE, secrets, GateTenants.voice(ON_FREE_PLAN, ACCOUNT, Signatures.ENFORCE, true));
        tenants.publishSealed(
                "unreadable",
                Plan.PREMIUM,
                Map.of(TenantConfiguration.TWILIO_AUTH_TOKEN, "v1:gone:AAAA"),
                GateTenants.voice(UNREADABLE, ACCOUNT, Signatures.ENFORCE, true));
    }

    @Test
    void missingAndWrongSignatureAreTold() throws Exception {
        // When
        var parameters = parameters(ENFORCING, ACCOUNT);
        Twilio.send(CALL, parameters, null).then().statusCode(403);
        String wrong = Twilio.sign("other", CALL, parameters);
        Twilio.send(CALL, parameters, wrong).then().statusCode(403);

        // Then
        var missing = refusals.await(
                "enforcing",
                told -> told.reason() == Reason.SIGNATURE_MISSING && told.path().equals(CALL));
        assertThat(missing.missing()).containsExactly("X-Twilio-Signature");
        assertThat(missing.account()).isEqualTo(ACCOUNT);
        assertThat(missing.number()).isEqualTo("+150******01");
        assertThat(missing.channel()).isEqualTo(Channel.Kind.TWILIO_VOICE);
        var told = refusals.await("enforcing", refused -> refused.reason() == Reason.SIGNATURE_WRONG);
        assertThat(told.reportOnly()).isFalse();
        assertThat(EventJson.mapper().writeValueAsString(told))
                .doesNotContain(
                        TOKEN, wrong, ENFORCING, ENFORCING.substring(1), Twilio.CALLER, parameters.get("CallSid"));
    }

    @Test
    void reportOnlyTakesTheRequestAndTells() {
        Twilio.send(CALL, parameters(REPORTING, ACCOUNT), "bm90IHRoZSBzaWduYXR1cmU=")
                .then()
                .statusCode(200);

        assertThat(refusals.await("reporting", told -> told.reason() == Reason.SIGNATURE_WRONG)
                        .reportOnly())
                .isTrue();
    }

    @Test
    void strangeAccountIsToldButNotWhenItMayBeAnything() {
        signed(ENFORCING, "AC000000000000000000000000000000ff", CALL, 403);
        assertThat(refusals.await("enforcing", told -> told.reason() == Reason.ACCOUNT_UNKNOWN)
                        .account())
                .isEqualTo("AC000000000000000000000000000000ff");

        // Other tests may have told of one like it, so that it is not told again for some time.
        Awaitility.await()
                .atMost(Duration.ofSeconds(75))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    signed("+15005552999", "+14155550111", CALL, 404);
                    return refusals.of("unknown").stream()
                            .anyMatch(told -> told.path().equals(CALL) && told.number() != null);
                });
        assertThat(refusals.await("unknown", told -> told.path().equals(CALL) && told.number() != null))
                .returns(null, RequestRefused::account)
                .returns("+150******99", RequestRefused::number)
                .returns(Reason.TENANT_UNKNOWN, RequestRefused::reason);
    }

    @Test
    void unknownSlugIsToldWithoutIt() {
        given().contentType("application/x-www-form-urlencoded")
                .body("To=1")
                .post("/t/14155550111/webhook/call")
                .then()
                .statusCode(404);
        given().contentType("application/json")
                .body(
                        "{\"event_type\":\"call_started\",\"call_id\":\"1\",\"custom_data\":{\"tenant_slug\":\"nobody\"}}")
                .post("/webhook/voximplant")
                .then()
                .statusCode(404);

        assertThat(refusals.await("unknown", told -> told.path().startsWith("/t/"))
                        .path())
                .isEqualTo("/t/{slug}/webhook/call");
        refusals.await("unknown", told -> told.path().equals("/webhook/voximplant"));
    }

    @Test
    void planSwitchAndUnreadableSecretAreTold() {
        signed(ON_FREE_PLAN, ACCOUNT, CALL, 200);
        signed(SWITCHED_OFF, ACCOUNT, CALL, 200);
        signed(UNREADABLE, ACCOUNT, CALL, 403);

        refusals.await("on-free-plan", told -> told.reason() == Reason.PLAN);
        refusals.await("switched-off", told -> told.reason() == Reason.CHANNEL_OFF);
        assertThat(refusals.await("unreadable", told -> told.reason() == Reason.SECRET_MISSING)
                        .hint())
                .contains("twilio.auth-token");
    }

    @Test
    void floodIsSampled() {
        // When
        for (int i = 0; i < 200; i++) {
            Twilio.send("/webhook/dial", parameters(ENFORCING, ACCOUNT), null);
        }

        // Then
        refusals.await("enforcing", told -> told.path().equals("/webhook/dial"));
        Awaitility.await()
                .pollDelay(Duration.ofSeconds(1))
                .until(() -> refusals.of("enforcing").stream()
                                .filter(told -> told.path().equals("/webhook/dial"))
                                .count()
                        <= 2);
    }

    private static void signed(String number, String account, String path, int status) {
        var parameters = parameters(number, account);
        Twilio.send(path, parameters, Twilio.sign(TOKEN, path, parameters))
                .then()
                .statusCode(status);
    }

    private static Map<String, String> parameters(String number, String account) {
        return Twilio.callTo(number).parameters("AccountSid", account);
    }
}
