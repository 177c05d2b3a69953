package dev.offhook.webhook.fuzz;

import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Makes odd input out of good input. The same random numbers make the same input. */
public final class Mutations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HUGE = 70_000;
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.ISO_8859_1,
            Charset.forName("windows-1251"),
            Charset.forName("UTF-32"));
    private static final List<String> VALUES = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\u0001\u0008\u000b\u001f\u007f\u0085",
            "\r\n\r\nGET / HTTP/1.1\r\n",
            "\uFFFE\uFFFF",
            "\uD800",
            "\uDC00\uD800",
            "👩‍👩‍👧‍👦🇷🇺",
            "ё".repeat(500),
            "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
            "\u202Eevil\u202C",
            "0",
            "-1",
            "1e309",
            "NaN",
            "99999999999999999999999999",
            "2147483648",
            "٣",
            "１２３",
            "true",
            "null",
            "[]",
            "{}",
            "<script>alert(1)</script>",
            "]]><Hangup/>",
            "<!DOCTYPE a [<!ENTITY b \"c\">]>&b;",
            "' OR '1'='1",
            "../../../../etc/passwd",
            "${jndi:ldap://127.0.0.1/a}",
            "%s%n%d",
            "%",
            "%00",
            "%zz",
            "+",
            "&=&=&",
            "whatsapp:",
            "whatsapp:+14155550100",
            "sip:a@b.example",
            "client:caller",
            "anonymous",
            "+1",
            "+" + "9".repeat(40),
            "tel:+14155550100;ext=5",
            "STOP",
            "twilio:CA1:1:CallerSpoke",
            "::::",
            "https://[::1",
            "javascript:alert(1)");

    private static final byte[] ODD_BYTES = {0, '%', '&', '"', '{', (byte) 0xFF, (byte) 0xC0, '\\'};

    private Mutations() {}

    /** A value that nobody expects. */
    public static String value(Random random) {
        if (random.nextInt(60) == 0) {
            return "ж".repeat(random.nextInt(HUGE / 6));
        }
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    /** A form that was this one. */
    public static byte[] form(Random random, String form) {
        var pairs = new ArrayList<>(List.of(form.split("&", -1)));
        for (int times = random.nextInt(4); times > 0; times--) {
            int at = random.nextInt(pairs.size());
            String name = pairs.get(at).split("=", 2)[0];
            switch (random.nextInt(7)) {
                case 0 -> pairs.remove(at);
                case 1 -> pairs.add(pairs.get(at));
                case 2 -> pairs.add(name + "=" + encoded(value(random)));
                case 3 -> pairs.set(at, name);
                case 4 -> pairs.set(at, encoded(value(random)) + "=" + encoded(value(random)));
                default -> pairs.set(at, name + "=" + encoded(value(random)));
            }
            if (pairs.isEmpty()) {
                return new byte[0];
            }
        }
        if (random.nextInt(400) == 0) {
            pairs.addAll(List.of("a=b&".repeat(1_500).split("&")));
        }
        return bytes(random, String.join("&", pairs));
    }

    /** JSON that was this object. */
    public static byte[] json(Random random, String text) {
        try {
            var object = (ObjectNode) JSON.readTree(text);
            for (int times = random.nextInt(4); times > 0; times--) {
                change(random, object);
            }
            return bytes(random, object.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void change(Random random, ObjectNode object) {
        var names = object.properties().stream().map(field -> field.getKey()).toList();
        String name = names.isEmpty() ? "turn" : names.get(random.nextInt(names.size()));
        if (object.get(name) instanceof ObjectNode inner && random.nextBoolean()) {
            change(random, inner);
            return;
        }
        if (object.path(name).isArray() && object.get(name).path(0) instanceof ObjectNode item) {
            change(random, item);
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(value(random), wrong(random));
            case 2 -> object.put(name, value(random));
            case 3 ->
                object.set(
                        List.of("turn", "digits", "duration", "confidence", "event_type", "url", "outcome")
                                .get(random.nextInt(7)),
                        wrong(random));
            default -> object.set(name, wrong(random));
        }
    }

    private static JsonNode wrong(Random random) {
        var nodes = JSON.getNodeFactory();
        return switch (random.nextInt(11)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> nodes.numberNode(random.nextInt());
            case 3 -> nodes.numberNode(random.nextGaussian() * 1e30);
            case 4 -> nodes.numberNode(new BigInteger("9".repeat(300)));
            case 5 -> nodes.arrayNode().add(value(random));
            case 6 -> nodes.objectNode().put("a", value(random));
            case 7 -> nodes.rawValueNode(new RawValue("1e999999999"));
            case 8 -> deep(random.nextInt(1_500));
            default -> nodes.textNode(value(random));
        };
    }

    private static JsonNode deep(int depth) {
        return JSON.getNodeFactory().rawValueNode(new RawValue("[".repeat(depth) + "1" + "]".repeat(depth)));
    }

    /** The bytes of a text, often with some of them wrong. */
    public static byte[] bytes(Random random, String text) {
        byte[] bytes = text.getBytes(random.nextInt(30) == 0 ? CHARSETS.get(random.nextInt(CHARSETS.size())) : UTF_8);
        if (bytes.length == 0 || random.nextInt(3) > 0) {
            return bytes;
        }
        switch (random.nextInt(4)) {
            case 0 -> {
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> bytes[random.nextInt(bytes.length)] = ODD_BYTES[random.nextInt(ODD_BYTES.length)];
            default -> {
                int at = random.nextInt(bytes.length);
                byte[] again = Arrays.copyOf(bytes, bytes.length + at);
                System.arraycopy(bytes, 0, again, bytes.length, at);
                bytes = again;
            }
        }
        return bytes;
    }

    /** A query that was this one: names and values of ours, some of them wrong; empty or with its question mark. */
    public static String query(Random random, String query) {
        if (query.isEmpty() && random.nextInt(4) > 0) {
            return "";
        }
        String mutated = new String(form(random, query.isEmpty() ? "turn=1" : query), UTF_8);
        // Neither a space nor a control character passes in a request line: those are tried one in a hundred.
        return "?" + (random.nextInt(100) == 0 ? mutated : visible(mutated));
    }

    /** The same text with everything percent-encoded that cannot stand in a request line. */
    public static String visible(String text) {
        return text.chars()
                .mapToObj(c -> c > 0x20 && c < 0x7f ? Character.toString(c) : encoded(Character.toString(c)))
                .collect(Collectors.joining());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
