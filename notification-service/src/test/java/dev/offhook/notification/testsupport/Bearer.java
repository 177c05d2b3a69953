package dev.offhook.notification.testsupport;

import dev.offhook.servers.RealKeycloak;
import io.restassured.RestAssured;

/** Whose token the requests of a test carry. The test needs {@link RealKeycloak}. */
public final class Bearer {
    private Bearer() {}

    /** Requests are those of this user from now on: {@code admin}, {@code hotel}, {@code hr} or {@code viewer}. */
    public static void as(String user) {
        RestAssured.authentication = RestAssured.oauth2(RealKeycloak.tokens().of(user));
    }
}
