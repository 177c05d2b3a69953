package dev.offhook.webhook.provider;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import dev.offhook.events.RequestRefused.Reason;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel.Signatures;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.GateTenants;
import dev.offhook.webhook.testsupport.RefusedRequests;
import dev.offhook.webhook.testsupport.Twilio;
import dev.offhook.webhook.twilio.TwilioSignature;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

@QuarkusTest
@WithTestResource(RealServers.class)
@TestProfile(BehindProxiesTest.BehindALoadBalancer.class)
class BehindProxiesTest {
    private static final String BOT = "https://bot.example.org";
    private static final String OLD = "https://old.example.org";
    private static final String CALL = "/webhook/call";
    private static final String NUMBER = "+15005551001";
    private static final String ACCOUNT = "AC000000000000000000000000000000a1";
    private static final String SUB_ACCOUNT = "AC000000000000000000000000000000a2";

    public static class BehindALoadBalancer implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "offhook.ingress.public-url", BOT,
                    "offhook.ingress.other-public-urls", OLD,
                    "offhook.ingress.trusted-proxies", "127.0.0.0/8,::1",
                    "offhook.limits.unverified.burst", "5",
                    "offhook.limits.unverified.per-minute", "1");
        }
    }

    @Inject
    DemoTenants demo;

    @Inject
    GateTenants tenants;

    @Inject
    RefusedRequests refusals;

    @BeforeEach
    void tenantsAreKnown() {
        demo.awaitKnown();
        tenants.publish(
                "proxied",
                Plan.PREMIUM,
                Map.of(
                        TenantConfiguration.TWILIO_AUTH_TOKEN,
                        "primary",
                        TenantConfiguration.TWILIO_AUTH_TOKEN + TenantConfiguration.NEXT,
                        "rotated",
                        TenantConfiguration.twilioAuthToken(SUB_ACCOUNT),
                        "sub"),
                GateTenants.voice(NUMBER, ACCOUNT, Signatures.ENFORCE, true));
    }

    @Test
    void eachConfiguredAddressIsSignedWhileItChanges() {
        assertThat(status(BOT, "primary", ACCOUNT, given())).isEqualTo(200);
        assertThat(status(OLD, "primary", ACCOUNT, given())).isEqualTo(200);
        assertThat(status("https://third.example.org", "primary", ACCOUNT, from("198.51.100.1")))
                .isEqualTo(403);
    }

    @Test
    void addressThatATrustedProxyTellsIsSigned() {
        assertThat(status(
                        "https://edge.example.org:8443/bot",
                        "primary",
                        ACCOUNT,
                        given().header("X-Forwarded-Proto", "https")
                                .header("X-Forwarded-Host", "edge.example.org:8443")
                                .header("X-Forwarded-Prefix", "/bot")))
                .isEqualTo(200);
        assertThat(status(
                        "https://edge.example.org",
                        "primary",
                        ACCOUNT,
                        given().header("Forwarded", "for=198.51.100.2;host=edge.example.org;proto=https")))
                .isEqualTo(200);
    }

    @Test
    void bothTokensAreAcceptedWhileRotatingAndThatOfASubAccount() {
        assertThat(status(BOT, "rotated", ACCOUNT, given())).isEqualTo(200);
        assertThat(status(BOT, "sub", SUB_ACCOUNT, given())).isEqualTo(200);
        assertThat(status(BOT, "sub", ACCOUNT, from("198.51.100.3"))).isEqualTo(403);
        assertThat(status(BOT, "primary", SUB_ACCOUNT, from("198.51.100.3"))).isEqualTo(403);
    }

    @Test
    void jsonBodyIsVerifiedByItsHashAndNotByItsFields() throws Exception {
        // Given
        byte[] body = "{\"CallSid\": \"CAjson\", \"имя\": \"Ж\"}".getBytes(UTF_8);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        String target = "/t/proxied/webhook/status?CallSid=CAjson&CallStatus=ringing&bodySHA256=" + hash;
        String signature = TwilioSignature.sign("primary", BOT + target, Map.of());

        // When, Then
        assertThat(json(target, body, signature)).isEqualTo(204);
        assertThat(json(target, "{}".getBytes(UTF_8), signature)).isEqualTo(403);
        assertThat(json(target, new byte[0], signature)).isEqualTo(403);
        assertThat(json(target.replaceFirst("&bodySHA256=.*", ""), body, signature))
                .isEqualTo(403);
    }

    @Test
    void formIsAFormAlsoWhereTheUrlNamesTheHashOfItsBody() throws Exception {
        // Given
        var parameters = Twilio.callTo(NUMBER).parameters("AccountSid", ACCOUNT, "CallStatus", "ringing");
        String form = Twilio.form(parameters);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(form.getBytes(UTF_8)));
        String target = "/webhook/status?bodySHA256=" + hash;

        // When, Then
        assertThat(posted(target, parameters, sign(BOT + target, "primary", parameters), from("198.51.100.4")))
                .isEqualTo(204);
        assertThat(posted(
                        target,
                        parameters,
                        TwilioSignature.sign("primary", BOT + target, Map.of()),
                        from("198.51.100.4")))
                .isEqualTo(204);
    }

    @Test
    void floodFromOneClientIsStoppedAndItsNeighboursAreNot() {
        // Given
        for (int i = 0; i < 5; i++) {
            assertThat(status(BOT, "wrong", ACCOUNT, from("198.51.100.66"))).isEqualTo(403);
        }

        // When
        var next = given().header("X-Forwarded-For", "1.1.1.1, 198.51.100.66")
                .contentType("application/x-www-form-urlencoded")
                .body("To=1")
                .post(CALL)
                .then();

        // Then
        next.statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", Integer::parseInt, org.hamcrest.Matchers.greaterThan(1))
                .body("detail", containsString("offhook.limits.unverified"));
        assertThat(status(BOT, "primary", ACCOUNT, from("198.51.100.67"))).isEqualTo(200);
        assertThat(refusals.await("unknown", refused -> refused.reason() == Reason.RATE)
                        .hint())
                .contains("OFFHOOK_TRUSTED_PROXIES");
    }

    @Test
    void networkOfOneIpv6CustomerIsOneSource() {
        for (int i = 0; i < 5; i++) {
            status(BOT, "wrong", ACCOUNT, from("2001:db8:1:2::" + (i + 1)));
        }

        assertThat(status(BOT, "primary", ACCOUNT, from("2001:db8:1:2:ffff::1")))
                .isEqualTo(429);
        assertThat(status(BOT, "primary", ACCOUNT, from("2001:db8:1:3::1"))).isEqualTo(200);
    }

    @Test
    void refusalTellsWhichUrlsWereTriedAndNothingSecret() {
        status("https://wrong.example.org", "primary", ACCOUNT, from("198.51.100.5"));

        var refused = refusals.await("proxied", told -> told.reason() == Reason.SIGNATURE_WRONG);
        assertThat(refused.urls()).contains(BOT + CALL, OLD + CALL);
        assertThat(refused.hint()).contains(BOT + CALL).contains("OFFHOOK_PUBLIC_URL");
        assertThat(refused.tokens()).contains("twilio.auth-token");
    }

    private static RequestSpecification from(String client) {
        return given().header("X-Forwarded-For", client);
    }

    private static int status(String base, String token, String account, RequestSpecification request) {
        var parameters = Twilio.callTo(NUMBER).parameters("AccountSid", account);
        return posted(CALL, parameters, sign(base + CALL, token, parameters), request);
    }

    private static int posted(
            String target, Map<String, String> parameters, String signature, RequestSpecification request) {
        return request.urlEncodingEnabled(false)
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .header("X-Twilio-Signature", signature)
                .body(Twilio.form(parameters))
                .post(target)
                .statusCode();
    }

    private static int json(String target, byte[] body, String signature) {
        return from("198.51.100.9")
                .urlEncodingEnabled(false)
                .contentType("application/json")
                .header("X-Twilio-Signature", signature)
                .body(body)
                .post(target)
                .statusCode();
    }

    private static String sign(String url, String token, Map<String, String> parameters) {
        var values = new java.util.HashMap<String, List<String>>();
        parameters.forEach((name, value) -> values.put(name, List.of(value)));
        return TwilioSignature.sign(token, url, values);
    }
}
