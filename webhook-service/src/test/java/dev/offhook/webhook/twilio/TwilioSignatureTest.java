package dev.offhook.webhook.twilio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class TwilioSignatureTest {
    private static final String URL = "https://bot.example.org/webhook/call";

    @ParameterizedTest
    @MethodSource("vectors")
    void everySharedVectorIsJudgedRight(JsonNode vector) {
        // Given
        byte[] body = vector.has("body") ? vector.get("body").asText().getBytes(StandardCharsets.UTF_8) : null;

        // When
        boolean valid = TwilioSignature.verify(
                List.of(vector.get("url").asText()),
                parameters(vector),
                body,
                List.of(vector.get("auth_token").asText()),
                vector.get("signature").asText());

        // Then
        assertThat(valid).isEqualTo(vector.get("expected_valid").asBoolean());
    }

    @Test
    void eitherTokenIsAcceptedWhileRotating() {
        String signature = TwilioSignature.sign("new", URL, Map.of("A", List.of("1")));

        assertThat(TwilioSignature.verify(
                        List.of(URL), Map.of("A", List.of("1")), null, List.of("old", "new"), signature))
                .isTrue();
    }

    @Test
    void missingSignatureIsRefused() {
        assertThat(TwilioSignature.verify(List.of(URL), Map.of(), null, List.of("12345"), null))
                .isFalse();
        assertThat(TwilioSignature.verify(List.of(URL), Map.of(), null, List.of("12345"), ""))
                .isFalse();
    }

    @Test
    void emptyTokenVerifiesNothing() {
        assertThat(TwilioSignature.verify(List.of(URL), Map.of(), null, List.of(""), ""))
                .isFalse();
    }

    @Test
    void addedParameterBreaksTheSignature() {
        String signature = TwilioSignature.sign("12345", URL, Map.of("A", List.of("1")));

        assertThat(TwilioSignature.verify(
                        List.of(URL), Map.of("A", List.of("1"), "B", List.of("")), null, List.of("12345"), signature))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // What was called, what Twilio signed, whether that is the same.
        "https://h.example/p?x=1, https://h.example/p?x=1, true",
        "https://h.example/p?x=1, https://h.example:443/p?x=1, true",
        "https://h.example:8443/p, https://h.example/p, true",
        "http://h.example:8080/p, http://h.example:8080/p, true",
        "http://h.example/p, http://h.example:80/p, true",
        "http://h.example/p, https://h.example/p, false",
        "https://h.example/p?x=a%26b, https://h.example:443/p?x=a%26b, true",
        "https://h.example/p?x=%D0%B4, https://h.example:443/p?x=%D0%B4, true",
        "https://h.example/p?x=%d0%b4, https://h.example/p?x=%D0%B4, false",
        "https://h.example/p?x=a+b, https://h.example/p?x=a+b, true",
        "https://h.example/p?x=a+b, https://h.example/p?x=a%20b, false",
        "https://h.example/p?x=it's, https://h.example/p?x=it%27s, true",
        "https://h.example/p?x=it%27s, https://h.example/p?x=it's, true",
        "https://h.example/it's, https://h.example/it%27s, false",
        "https://H.Example/p, https://H.Example/p, true",
        "https://h.example/p, https://H.Example/p, false",
        "https://u:p@h.example/p, https://h.example/p, true",
        "https://u:p@h.example/p, https://u:p@h.example/p, true",
        "https://h.example/p, https://u:p@h.example/p, false",
        "https://[2001:db8::1]:8443/p, https://[2001:db8::1]/p, true",
        "https://[2001:db8::1]/p, https://[2001:db8::1]:443/p, true",
        "https://h.example/p, https://h.example/p/, false",
        "https://h.example/p/, https://h.example/p/, true",
        "https://h.example/p#rc=3&rp=5xx, https://h.example/p, true",
        "wss://h.example/p, wss://h.example/p/, true",
        "wss://h.example/p?a=1, wss://h.example:443/p/?a=1, true",
        "not a url%%, not a url%%, true",
        "http://[, http://[, true",
        "'', '', true",
    })
    void urlIsComparedInEveryFormThatTwilioMaySign(String called, String signed, boolean same) {
        var parameters = Map.of("A", List.of("1"));
        String signature = TwilioSignature.sign("12345", signed, parameters);

        assertThat(TwilioSignature.verify(List.of(called), parameters, null, List.of("12345"), signature))
                .isEqualTo(same);
    }

    @Test
    void namesAndValuesAreSortedByCodeUnitAndCounted() {
        // Given: by code unit, capitals stand before small letters, and U+1F44D (D83D DC4D) before U+FF01.
        String message = URL + "AA" + "Z1" + "a10" + "a2" + "b\uD83D\uDC4D" + "b\uFF01" + "empty";
        String signature = TwilioSignature.sign("12345", message, Map.of());
        var parameters = new LinkedHashMap<String, List<String>>();
        parameters.put("empty", null);
        parameters.put("b", List.of("\uFF01", "\uD83D\uDC4D", "\uFF01"));
        parameters.put("a", List.of("2", "10", "2"));
        parameters.put("Z", List.of("1"));
        parameters.put("A", List.of("A"));

        // When, Then
        assertThat(TwilioSignature.verify(List.of(URL), parameters, null, List.of("12345"), signature))
                .isTrue();
    }

    @Test
    void nullIsAnEmptyValue() {
        var parameters = new HashMap<String, List<String>>();
        parameters.put("A", Arrays.asList((String) null));
        String signature = TwilioSignature.sign("12345", URL, Map.of("A", List.of("")));

        assertThat(TwilioSignature.verify(List.of(URL), parameters, null, List.of("12345"), signature))
                .isTrue();
    }

    @Test
    void signatureIsComparedAsItIsButForTheSpaceAroundIt() {
        String signature = TwilioSignature.sign("12345", URL, Map.of());

        assertThat(verify(" " + signature + "\t")).isTrue();
        assertThat(verify(signature.toLowerCase(Locale.ROOT))).isFalse();
        assertThat(verify(signature.replace("=", ""))).isFalse();
        assertThat(verify(signature + signature)).isFalse();
        assertThat(verify("подпись")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "?bodySHA256=HASH, true",
        "?a=1&bodySHA256=HASH&b=2, true",
        "?bodySHA256=HASH&bodySHA256=0000, true",
        "?bodySHA256=0000&bodySHA256=HASH, false",
        "?a=?bodySHA256=HASH, false",
        "?bodysha256=HASH, false",
        "?bodySHA256=, false",
        "?xbodySHA256=HASH, false",
        "/bodySHA256=HASH, false",
    })
    void hashOfTheBodyStandsAnywhereInTheQuery(String rest, boolean expected) throws Exception {
        byte[] body = "{\"имя\": 1}".getBytes(StandardCharsets.UTF_8);
        String url = URL + rest.replace("HASH", sha256(body));
        String signature = TwilioSignature.sign("12345", url, Map.of());

        assertThat(TwilioSignature.verify(List.of(url), Map.of(), body, List.of("12345"), signature))
                .isEqualTo(expected);
    }

    @Test
    void emptyBodyHasAHashToo() throws Exception {
        byte[] nothing = {};
        String url = URL + "?bodySHA256=" + sha256(nothing);
        String signature = TwilioSignature.sign("12345", url, Map.of());

        assertThat(TwilioSignature.verify(List.of(url), Map.of(), nothing, List.of("12345"), signature))
                .isTrue();
        assertThat(TwilioSignature.verify(List.of(url), Map.of(), new byte[] {1}, List.of("12345"), signature))
                .isFalse();
    }

    @Test
    void formIsAFormThoughItsRawBodyIsThereToo() {
        var parameters = Map.of("A", List.of("1"));
        byte[] raw = "A=1".getBytes(StandardCharsets.UTF_8);
        String signature = TwilioSignature.sign("12345", URL, parameters);

        assertThat(TwilioSignature.verify(List.of(URL), parameters, raw, List.of("12345"), signature))
                .isTrue();
        assertThat(TwilioSignature.verify(List.of(URL), Map.of(), raw, List.of("12345"), signature))
                .isFalse();
    }

    @Test
    void oddInputVerifiesNothingAndNeverThrows() {
        String signature = TwilioSignature.sign("12345", URL, Map.of());
        var withNull = new HashMap<String, List<String>>();
        withNull.put(null, List.of("1"));

        assertThat(TwilioSignature.verify(Arrays.asList((String) null), Map.of(), null, List.of("12345"), signature))
                .isFalse();
        assertThat(TwilioSignature.verify(null, null, null, null, signature)).isFalse();
        assertThat(TwilioSignature.verify(List.of(URL), withNull, null, List.of("12345"), signature))
                .isFalse();
        assertThat(TwilioSignature.verify(
                        List.of(URL), Map.of("A", List.of("\uD800")), null, Arrays.asList(null, "12345"), signature))
                .isFalse();
        assertThat(TwilioSignature.verify(List.of(), Map.of(), null, List.of("12345"), signature))
                .isFalse();
    }

    @Test
    void anyChangeOfARequestBreaksItsSignature() {
        var random = new Random(20261121);
        for (int i = 0; i < 2_000; i++) {
            // Given
            var parameters = randomParameters(random);
            String url = "https://h.example/p?" + random.nextInt(1_000);
            String signature = TwilioSignature.sign("12345", url, parameters);
            var shuffled = new LinkedHashMap<String, List<String>>();
            var names = new ArrayList<>(parameters.keySet());
            Collections.shuffle(names, random);
            names.forEach(name -> shuffled.put(name, parameters.get(name).reversed()));
            var changed = new HashMap<>(parameters);
            changed.put("added" + i, List.of("x"));

            // When, Then
            assertThat(TwilioSignature.verify(List.of("x", url), shuffled, null, List.of("no", "12345"), signature))
                    .isTrue();
            assertThat(TwilioSignature.verify(List.of(url), changed, null, List.of("12345"), signature))
                    .isFalse();
            assertThat(TwilioSignature.verify(List.of(url + "0"), parameters, null, List.of("12345"), signature))
                    .isFalse();
            assertThat(TwilioSignature.verify(List.of(url), parameters, null, List.of("12346"), signature))
                    .isFalse();
        }
    }

    private static Map<String, List<String>> randomParameters(Random random) {
        var parameters = new HashMap<String, List<String>>();
        for (int i = random.nextInt(8); i > 0; i--) {
            parameters.put(
                    text(random),
                    IntStream.range(0, random.nextInt(4))
                            .mapToObj(any -> text(random))
                            .toList());
        }
        return parameters;
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(6), 0, 0x10FFFF)
                .filter(Character::isDefined)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static boolean verify(String signature) {
        return TwilioSignature.verify(List.of(URL), Map.of(), null, List.of("12345"), signature);
    }

    private static String sha256(byte[] body) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    }

    static Stream<Named<JsonNode>> vectors() throws IOException {
        try (var file = TwilioSignatureTest.class.getResourceAsStream("/vectors/twilio-signatures.json")) {
            JsonNode root = new ObjectMapper().readTree(file);
            return Stream.concat(
                            StreamSupport.stream(root.get("vectors").spliterator(), false),
                            StreamSupport.stream(root.get("own_routes").spliterator(), false))
                    .map(vector -> Named.of(vector.get("id").asText(), vector));
        }
    }

    static Map<String, List<String>> parameters(JsonNode vector) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (JsonNode pair : vector.get("params")) {
            parameters
                    .computeIfAbsent(pair.get(0).asText(), name -> new ArrayList<>())
                    .add(pair.get(1).isNull() ? "" : pair.get(1).asText());
        }
        return parameters;
    }
}
