package dev.offhook.notification.testsupport;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.restassured.RestAssured;
import org.eclipse.microprofile.config.ConfigProvider;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What {@link FakeTwilio} was asked, seen from a test. */
public final class TwilioRequests {
    private TwilioRequests() {}

    /** The forms whose text contains {@code marker}, in the order in which they came. */
    public static List<Map<String, String>> with(String marker) {
        String lines = RestAssured.given().baseUri(url()).get("/requests").asString();
        return lines.lines()
                .map(line -> Arrays.stream(line.split("&"))
                        .map(field -> field.split("=", 2))
                        .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8))))
                .filter(form -> form.get("Body").contains(marker))
                .toList();
    }

    /** The ids of the messages that Twilio has taken whose text contains {@code marker}. */
    public static List<String> taken(String marker) {
        return RestAssured.given()
                .baseUri(url())
                .get("/ledger")
                .asString()
                .lines()
                .filter(line -> line.contains(marker))
                .map(line -> line.split(" ")[0])
                .toList();
    }

    /** Nobody listens at Twilio's address for so long, beginning in a moment. */
    public static void away(long millis) {
        RestAssured.given().baseUri(url()).post("/away?" + millis).then().statusCode(200);
    }

    /** True when somebody listens. */
    public static boolean reachable() {
        try {
            return RestAssured.given().baseUri(url()).get("/requests").statusCode() == 200;
        } catch (Exception e) {
            return false;
        }
    }

    private static String url() {
        return ConfigProvider.getConfig().getValue("quarkus.rest-client.twilio.url", String.class);
    }
}
