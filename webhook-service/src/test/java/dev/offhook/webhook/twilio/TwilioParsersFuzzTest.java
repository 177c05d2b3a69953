package dev.offhook.webhook.twilio;

import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.offhook.kit.problem.ProblemException;
import dev.offhook.webhook.fuzz.Mutations;
import dev.offhook.webhook.ingress.Traceparent;
import dev.offhook.webhook.provider.WebhookRequest;
import dev.offhook.webhook.testsupport.Payloads;
import dev.offhook.webhook.testsupport.Payloads.Payload;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/** What reads a form, a hundred thousand times; {@code -Doffhook.fuzz.seed} repeats a run. */
class TwilioParsersFuzzTest {
    private static final int MOST_PARAMETERS = 1_000;
    private static final long SEED = Long.getLong("offhook.fuzz.seed", System.currentTimeMillis());
    private static final int INPUTS = 100_000;
    private static final List<Payload> FORMS =
            Payloads.posted().stream().filter(Payload::isForm).toList();

    @Test
    void oddFormIsReadOrRefusedInWords() {
        for (long number = 0; number < INPUTS; number++) {
            var random = random(number);
            var payload = FORMS.get(random.nextInt(FORMS.size()));
            byte[] body = Mutations.form(random, payload.raw());
            String target = payload.path().split("\\?")[0]
                    + Mutations.query(random, "step=gather&turn=1&lang=ru-RU&from=1&poll=1&event=x");
            try {
                readAll(request(target, body, Mutations.value(random)));
            } catch (ProblemException e) {
                assertThat(e.problem().status()).as(where(number)).isBetween(400, 499);
                assertThat(e.problem().detail()).as(where(number)).doesNotContain("java.", "Exception");
            } catch (RuntimeException e) {
                fail(where(number) + " body=" + new String(body, UTF_8) + " target=" + target, e);
            }
        }
    }

    @Test
    void oddSignatureVerifiesNothing() {
        for (long number = 0; number < INPUTS; number++) {
            var random = random(number);
            var parameters = Map.of(Mutations.value(random), List.of(Mutations.value(random), Mutations.value(random)));
            String url = "https://bot.example.org/webhook/call" + Mutations.query(random, "step=gather");
            String signature = random.nextBoolean()
                    ? Mutations.value(random)
                    : TwilioSignature.sign("not-the-token", url, parameters);

            assertThat(TwilioSignature.verify(
                            List.of(url, Mutations.value(random)),
                            parameters,
                            random.nextBoolean()
                                    ? null
                                    : Mutations.value(random).getBytes(UTF_8),
                            List.of("12345", ""),
                            signature))
                    .as(where(number))
                    .isFalse();
        }
    }

    @Test
    void rightSignatureIsFoundWhateverIsSigned() {
        for (long number = 0; number < INPUTS; number++) {
            var random = random(number);
            var parameters = Map.of(Mutations.value(random), List.of(Mutations.value(random), Mutations.value(random)));
            // A fragment is never sent, and never signed.
            String url = "https://bot.example.org/webhook/call"
                    + Mutations.query(random, "step=gather").replace("#", "%23");

            assertThat(TwilioSignature.verify(
                            List.of(url),
                            parameters,
                            null,
                            List.of("old", "12345"),
                            TwilioSignature.sign("12345", url, parameters)))
                    .as(where(number))
                    .isTrue();
        }
    }

    @Test
    void oddTracesAreReplaced() {
        for (long number = 0; number < INPUTS; number++) {
            var random = random(number);
            String text = new String(Mutations.bytes(random, Mutations.value(random)), UTF_8);

            assertThat(Traceparent.of(text)).as(where(number)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
        }
    }

    private static void readAll(WebhookRequest http) {
        var request = TwilioRequest.read(http, MOST_PARAMETERS);
        request.signed();
        request.turn();
        request.caller();
        request.language();
        request.ourNumber("To");
        request.ourNumber("From");
        request.parameters().keySet().forEach(request::parameter);
        request.ofUrl("from").flatMap(TwilioRequest::positive);
        TwilioAddress.of(request.required("From"));
        request.conversation();
    }

    private static WebhookRequest request(String target, byte[] body, String header) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        headers.add("X-Twilio-Signature", header);
        headers.add("I-Twilio-Idempotency-Token", header);
        headers.add("traceparent", header);
        return new WebhookRequest("POST", "/webhook/call", "", null, target, headers, "127.0.0.1", body);
    }

    private static Random random(long number) {
        return new Random(SEED * 1_000_003 + number);
    }

    private static String where(long number) {
        return "seed=" + SEED + " number=" + number;
    }
}
