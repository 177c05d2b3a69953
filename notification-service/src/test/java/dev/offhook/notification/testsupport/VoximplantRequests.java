package dev.offhook.notification.testsupport;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.restassured.RestAssured;
import org.eclipse.microprofile.config.ConfigProvider;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What {@link FakeVoximplant} was asked, seen from a test. */
public final class VoximplantRequests {
    private VoximplantRequests() {}

    /** The forms whose text contains {@code marker}, in the order in which they came, each with its {@code command}. */
    public static List<Map<String, String>> with(String marker) {
        String url = ConfigProvider.getConfig().getValue("quarkus.rest-client.voximplant.url", String.class);
        return RestAssured.given()
                .baseUri(url)
                .get("/requests")
                .asString()
                .lines()
                .map(line -> Arrays.stream(line.split("&"))
                        .map(field -> field.split("=", 2))
                        .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8))))
                .filter(form -> form.getOrDefault("sms_body", form.getOrDefault("text", ""))
                        .contains(marker))
                .toList();
    }
}
