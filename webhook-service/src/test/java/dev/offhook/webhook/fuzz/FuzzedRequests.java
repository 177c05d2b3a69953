package dev.offhook.webhook.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.Payloads;
import dev.offhook.webhook.testsupport.Payloads.Payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Requests that begin as real payloads. The number of a request alone says what it is, under one seed. */
final class FuzzedRequests {
    private static final List<Payload> PAYLOADS = Payloads.posted();
    private static final List<String> QUERIES = List.of(
            "step=gather&turn=1",
            "step=gather&turn=7&lang=en-US",
            "step=poll&poll=1&turn=1&event=twilio:CA00000000000000000000000000000001:1:CallerSpoke",
            "step=poll&poll=2&from=3&event=twilio:CA1:1:CallerSpoke&lang=ru-RU",
            "turn=2",
            "message=0b5f1c1e-4b1c-4f5e-9d2a-8f6b7c1d2e3f",
            "mode=voice",
            "token=unguessable",
            "bodySHA256=" + "0".repeat(64));
    private static final List<String> ELSEWHERE = List.of(
            "/",
            "/webhook",
            "/webhook/",
            "/webhook/nothing",
            "/webhook/relay",
            "/webhook/voximplant/stream",
            "/webhook/call/../sms",
            "/webhook//call",
            "/webhook/%63all",
            "/webhook/call;a=b",
            "/WEBHOOK/CALL",
            "/t/",
            "/t//webhook/call",
            "/t/hr-center",
            "/status",
            "/test/call/",
            "/api/tenants/hr-center/webhooks",
            "/api/tenants/hr-center/twilio/fallback",
            "/api/tenants/hr-center/voximplant/scenario");
    private static final List<String> PREFIXES = List.of(
            "/t/hr-center", "/t/signed-only", "/t/nobody", "/t/HR", "/t/%00", "/t/a%2Fb", "/t/" + "x".repeat(300));
    private static final List<String> CONTENT_TYPES = List.of(
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded; charset=windows-1251",
            "application/x-www-form-urlencoded; charset=nonsense",
            "application/json",
            "application/json; charset=utf-16",
            "text/plain",
            "multipart/form-data; boundary=x",
            "application/xml",
            "*/*",
            "nonsense",
            "a/b/c; =;");

    private final long seed;
    private final boolean genuine;

    /**
     * Requests of a kind.
     *
     * @param seed which ones
     * @param genuine true for requests that the provider has signed, or that need no signature, whatever they hold; false
     *     for those that nobody may take for a provider's
     */
    FuzzedRequests(long seed, boolean genuine) {
        this.seed = seed;
        this.genuine = genuine;
    }

    /** The bytes of the request of this number. */
    byte[] request(long number) {
        var random = new Random(seed * 1_000_003 + number);
        // The first numbers of neighbouring seeds are alike.
        random.nextLong();
        var payload = PAYLOADS.get(random.nextInt(PAYLOADS.size()));
        byte[] body = body(random, genuine ? payload : claimedBySomebody(payload), number);
        String target = target(random, payload);
        String method = random.nextInt(12) == 0 ? random.nextBoolean() ? "GET" : "PUT" : "POST";
        if (method.equals("GET")) {
            body = new byte[0];
        }
        var headers = new ArrayList<String>();
        headers.add("Host: localhost:8080");
        headers.add("Content-Type: " + (random.nextInt(8) == 0 ? pick(random, CONTENT_TYPES) : payload.contentType()));
        sign(random, payload, target, body, headers);
        if (random.nextInt(20) == 0) {
            headers.add(pick(
                    random,
                    List.of(
                            "traceparent: 00-0-0-0",
                            "traceparent: " + Mutations.visible(Mutations.value(random)),
                            "X-Forwarded-For: 1.2.3.4, 5.6.7.8",
                            "X-Forwarded-Host: evil.example",
                            "Forwarded: for=\"[::1]\";host=evil.example;proto=https",
                            "I-Twilio-Idempotency-Token: " + "z".repeat(4_000),
                            "Content-Encoding: gzip",
                            "Expect: 100-continue",
                            "Accept: text/html",
                            "Authorization: Bearer x.y.z")));
        }
        return bytes(random, method + " " + target + " HTTP/1.1", headers, body);
    }

    /** What nobody has signed, and what would need it: another tenant than the one that believes anybody. */
    private static Payload claimedBySomebody(Payload payload) {
        return payload.with("hotel-royal", "signed-only").with("755bc13be9a5491b0e6046b65ed3637b", "0".repeat(32));
    }

    private static byte[] body(Random random, Payload payload, long number) {
        var fresh = payload.with("CA00000000000000000000000000000001", "CA" + number)
                .with("abc123", "CA" + number)
                .with("AC123456", DemoTenants.ACCOUNT)
                .with("%2B12125551234", "%2B15005550006")
                .with("%2B15017250604", "%2B15005550006")
                .with("wQZ1c2hSQpyZ7a", "vox" + number)
                .with("\"CallSid\":\"test\"", "\"CallSid\":\"" + number + "\"");
        return payload.isForm() ? Mutations.form(random, fresh.raw()) : Mutations.json(random, fresh.raw());
    }

    private String target(Random random, Payload payload) {
        String[] parts = payload.path().split("\\?", 2);
        String path = parts[0];
        String query = parts.length > 1 ? parts[1] : "";
        if (random.nextInt(20) == 0) {
            path = pick(random, ELSEWHERE);
        } else if (random.nextInt(10) == 0 && !path.equals("/test/call")) {
            // Under hotel-royal's own path anybody is believed, which is right, but not what is asked here.
            path = pick(random, PREFIXES) + path;
        }
        if (random.nextInt(3) == 0) {
            query = pick(random, QUERIES);
        }
        return path + Mutations.query(random, query);
    }

    private void sign(Random random, Payload payload, String target, byte[] body, List<String> headers) {
        if (payload.path().equals("/test/call")) {
            headers.add("Authorization: Bearer " + (genuine ? "only-for-tests" : "only-for-test"));
        } else if (!payload.isForm()) {
            if (random.nextInt(3) == 0) {
                headers.add("X-Signature: " + "0".repeat(random.nextInt(70)));
            }
            if (random.nextInt(3) == 0) {
                headers.add(
                        "X-Timestamp: " + (random.nextBoolean() ? "0" : Mutations.visible(Mutations.value(random))));
            }
        } else if (genuine || random.nextInt(3) > 0) {
            String token = genuine ? DemoTenants.TOKEN : "not-the-token";
            String signature = signature(token, target, body);
            if (!genuine && random.nextInt(3) == 0) {
                signature = pick(
                        random,
                        List.of(
                                "",
                                "=",
                                "0",
                                signature.substring(0, signature.length() / 2),
                                signature + signature,
                                Base64.getEncoder().encodeToString(new byte[20])));
            }
            headers.add("X-Twilio-Signature: " + signature);
        }
    }

    // What does not decode cannot be signed; it is sent with a signature all the same.
    private static String signature(String token, String target, byte[] body) {
        try {
            return Payloads.sign(token, target, new String(body, UTF_8));
        } catch (IllegalArgumentException e) {
            return Base64.getEncoder().encodeToString(new byte[20]);
        }
    }

    private static byte[] bytes(Random random, String line, List<String> headers, byte[] body) {
        boolean chunked = body.length > 0 && random.nextInt(50) == 0;
        headers.add(chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length);
        var out = new ByteArrayOutputStream();
        out.writeBytes((line + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n").getBytes(ISO_8859_1));
        if (chunked) {
            out.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(ISO_8859_1));
        }
        out.writeBytes(body);
        if (chunked) {
            out.writeBytes("\r\n0\r\n\r\n".getBytes(ISO_8859_1));
        }
        return out.toByteArray();
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
