package dev.offhook.dialogue.testsupport;

import dev.offhook.servers.RealKeycloak;
import io.restassured.RestAssured;

/** Whose token the requests of a test carry. The test needs {@link RealKeycloak}. */
public final class Bearer {
    private Bearer() {}

    /** Requests are those of the platform's admin from now on. */
    public static void asAdmin() {
        RestAssured.authentication = RestAssured.oauth2(admin());
    }

    /** A token of the platform's admin. */
    public static String admin() {
        return RealKeycloak.tokens().of("admin");
    }
}
