package dev.offhook.local.token;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.events.EventJson;
import dev.offhook.local.cli.Console;
import dev.offhook.local.stack.Layout;
import dev.offhook.local.stack.StackException;
import dev.offhook.servers.Tokens;

/** The users that the realm file brings along, for a person. */
public final class DemoUsers {
    /**
     * One of them.
     *
     * @param role what it may do
     * @param tenants with which tenants, {@code all} for all
     */
    record DemoUser(String name, String password, String role, String tenants) {}

    private DemoUsers() {}

    /** Shows who can get a token, and where. */
    public static void print(Issuer issuer, Console console) {
        console.table(
                List.of("USER", "PASSWORD", "ROLE", "TENANTS"),
                of(realmFile()).stream()
                        .map(user -> List.of(user.name(), user.password(), user.role(), user.tenants()))
                        .toList());
        console.line(
                "They log in to the console, and get a token for /api with './offhook token --user hotel', or from");
        console.line(new Tokens(issuer.url()).url());
    }

    /** The users of a realm file, in its order. */
    static List<DemoUser> of(Path realmFile) {
        try {
            return StreamSupport.stream(
                            EventJson.mapper()
                                    .readTree(realmFile.toFile())
                                    .get("users")
                                    .spliterator(),
                            false)
                    .map(user -> new DemoUser(
                            user.get("username").asText(),
                            user.at("/credentials/0/value").asText(),
                            joined(user.get("realmRoles")),
                            user.path("attributes").has("tenants") ? joined(user.at("/attributes/tenants")) : "all"))
                    .toList();
        } catch (IOException e) {
            throw new StackException("cannot read " + realmFile + ": " + e.getMessage(), e);
        }
    }

    static Path realmFile() {
        return Layout.projectRoot().resolve("deploy/keycloak/offhook-realm.json");
    }

    private static String joined(JsonNode list) {
        return String.join(
                ", ",
                StreamSupport.stream(list.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }
}
