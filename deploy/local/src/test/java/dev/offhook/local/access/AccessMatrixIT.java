package dev.offhook.local.access;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.offhook.local.testsupport.RunningStack;
import dev.offhook.local.token.StackTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every endpoint of every service, asked over HTTP as every role and as the admin of another tenant. The endpoints are
 * read off the compiled services, so that a new one without a row in {@code access/matrix.csv} fails the build. The
 * report is {@code target/access-matrix.md}.
 */
@ExtendWith(RunningStack.Given.class)
class AccessMatrixIT {
    private static final Path REPORT = Path.of("target", "access-matrix.md");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TENANT = "hotel-royal";
    private static final String NO_TENANT = "no-such-tenant";
    private static final int LONGEST = 100_000;
    private static final String FORGED =
            "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhZG1pbiIsImdyb3VwcyI6WyJwbGF0Zm9ybS1hZG1pbiJdfQ.c2lnbmVk";

    private final RunningStack stack;

    AccessMatrixIT(RunningStack stack) {
        this.stack = stack;
    }

    @Test
    void everyEndpointHasARow() {
        assertThat(Row.all()).extracting(Row::endpoint).containsExactlyInAnyOrderElementsOf(Endpoint.all());
    }

    @Test
    void everyRoleGetsWhatItsRowSays() throws IOException {
        // Given
        var rows = Row.all();
        var bearers = tokens();

        // When
        var seen = rows.stream().collect(Collectors.toMap(row -> row, row -> asked(row, bearers)));

        // Then
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, report(rows, seen));
        for (Row row : rows) {
            for (Bearer bearer : asking(row)) {
                assertThat(seen.get(row).get(bearer))
                        .as("%s as %s", row.endpoint(), bearer.title())
                        .isEqualTo(row.rule().to(bearer));
            }
        }
    }

    @Test
    void anotherTenantLooksLikeNone() {
        // Given
        var token = tokens().get(Bearer.STRANGER);

        for (Row row : Row.all()) {
            if (row.rule().to(Bearer.STRANGER) == Answer.NO_SUCH_TENANT) {
                // When
                var foreign = ask(row, TENANT, token);
                var none = ask(row, NO_TENANT, token);

                // Then
                assertThat(foreign.status()).as(row.endpoint().toString()).isEqualTo(none.status());
                assertThat(foreign.body().replace(TENANT, NO_TENANT))
                        .as(row.endpoint().toString())
                        .isEqualTo(none.body());
            }
        }
    }

    @Test
    void theConsoleShowsNothingWithoutASession() {
        for (Row row : Row.all()) {
            if (row.rule() == Rule.CONSOLE) {
                // When
                var answer = ask(row, TENANT, "");

                // Then
                assertThat(answer.status()).as(row.endpoint().toString()).isIn(302, 303, 401, 403, 404);
                assertThat(answer.body()).as(row.endpoint().toString()).doesNotContain("Hotel Royal");
            }
        }
    }

    private Map<Bearer, String> tokens() {
        var tokens = new StackTokens(stack.layout());
        var all = new EnumMap<Bearer, String>(Bearer.class);
        for (Bearer bearer : Bearer.values()) {
            all.put(
                    bearer,
                    switch (bearer) {
                        case NOBODY -> "";
                        case FORGED -> FORGED;
                        case STRANGER, VIEWER, TENANT_ADMIN, PLATFORM_ADMIN -> tokens.of(bearer.user(), bearer.user());
                    });
        }
        return all;
    }

    private Map<Bearer, Answer> asked(Row row, Map<Bearer, String> tokens) {
        var answers = new EnumMap<Bearer, Answer>(Bearer.class);
        asking(row).forEach(bearer -> answers.put(bearer, answer(row, ask(row, TENANT, tokens.get(bearer)))));
        return answers;
    }

    /** What needs no token, and what needs a browser's session, is not asked with tokens. */
    private static List<Bearer> asking(Row row) {
        return switch (row.rule()) {
            case OPEN, CONSOLE -> List.of();
            case ANY, READ, CHANGE, CREATE_OR_CHANGE, PLATFORM_TENANT, PLATFORM -> List.of(Bearer.values());
        };
    }

    private static Answer answer(Row row, Answered answered) {
        assertThat(answered.status()).as(row.endpoint().toString()).isLessThan(500);
        return switch (answered.status()) {
            case 401 -> Answer.UNAUTHORIZED;
            case 403 -> Answer.FORBIDDEN;
            case 404 ->
                answered.body().contains("there is no tenant '" + TENANT + "'")
                        ? Answer.NO_SUCH_TENANT
                        : Answer.ALLOWED;
            default -> Answer.ALLOWED;
        };
    }

    /**
     * What a service said.
     *
     * @param body empty for a stream of events, which never ends by itself
     */
    private record Answered(int status, String body) {}

    /** On a connection of its own: one that a refused request has left may be closed already. */
    private Answered ask(Row row, String tenant, String token) {
        var request = HttpRequest.newBuilder(row.address(stack.ports(), tenant))
                .timeout(PATIENCE)
                .method(
                        row.endpoint().method(),
                        row.body().isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(row.body().replace("{tenant}", tenant)));
        if (!row.contentType().isEmpty()) {
            request.header("Content-Type", row.contentType());
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            var response = http.send(request.build(), BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                boolean stream = response.headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.startsWith("text/event-stream"))
                        .isPresent();
                String text = stream ? "" : new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8);
                http.shutdownNow();
                return new Answered(response.statusCode(), text);
            }
        } catch (IOException e) {
            throw new AssertionError(row.endpoint() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String report(List<Row> rows, Map<Row, Map<Bearer, Answer>> seen) {
        var text = new StringBuilder(
                "# Who may use what\n\nAsked over HTTP, about the tenant " + TENANT + ".\n\n| service | endpoint |");
        Arrays.stream(Bearer.values())
                .forEach(bearer -> text.append(' ').append(bearer.title()).append(" |"));
        text.append("\n|---|---|").append("---|".repeat(Bearer.values().length)).append('\n');
        for (Row row : rows) {
            text.append("| ")
                    .append(row.endpoint().service())
                    .append(" | `")
                    .append(row.endpoint().method())
                    .append(' ')
                    .append(row.endpoint().path())
                    .append("` |");
            for (Bearer bearer : Bearer.values()) {
                var answer = seen.get(row).get(bearer);
                text.append(' ')
                        .append(answer == null ? row.rule() == Rule.OPEN ? "no token asked" : "session" : answer.sign())
                        .append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }
}
