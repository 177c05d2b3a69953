package dev.offhook.local.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.offhook.local.stack.Ports;

/**
 * A row of {@code access/matrix.csv}: {@code service|method|path|rule|content type|body}.
 *
 * @param contentType of the request; empty for none
 * @param body of the request, {@code {tenant}} in it is the tenant; empty for none. One that the endpoint itself would
 *     refuse, so that asking changes nothing
 */
record Row(Endpoint endpoint, Rule rule, String contentType, String body) {
    private static final Path TABLE = Path.of("src/test/resources/access/matrix.csv");
    /** Names nothing that there is. */
    private static final String NOTHING = "999999999";

    /** The rows of the table, and one for every address of the console. */
    static List<Row> all() {
        try (var lines = Files.lines(TABLE)) {
            var table = lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::read);
            var console = Endpoint.all().stream()
                    .filter(endpoint -> endpoint.path().startsWith("/console"))
                    .map(endpoint -> new Row(endpoint, Rule.CONSOLE, "", ""));
            return Stream.concat(table, console).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row read(String line) {
        String[] cells = line.split("\\|", -1);
        return new Row(
                new Endpoint(cells[0].strip(), cells[1].strip(), cells[2].strip()),
                Rule.valueOf(cells[3].strip()),
                cells[4].strip(),
                cells[5].strip());
    }

    /** Where a request about a tenant goes. */
    URI address(Ports ports, String tenant) {
        int port =
                switch (endpoint.service()) {
                    case "webhook" -> ports.webhook();
                    case "dialogue" -> ports.dialogue();
                    case "tenant" -> ports.tenant();
                    case "notification" -> ports.notification();
                    default -> throw new IllegalArgumentException(endpoint.service());
                };
        return URI.create("http://localhost:" + port + target(tenant));
    }

    /** The path of a request about a tenant. */
    String target(String tenant) {
        return endpoint.path().replace("{slug}", tenant).replaceAll("\\{\\w+}", NOTHING);
    }
}
