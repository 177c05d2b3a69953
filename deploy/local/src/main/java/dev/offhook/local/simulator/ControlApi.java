package dev.offhook.local.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.offhook.events.EventJson;
import dev.offhook.local.simulator.faults.FaultRule;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * The simulator's own API:
 *
 * <ul>
 *   <li>{@code GET /simulator/messages} shows what was taken, newest last, with {@code ?to=} only what one number got;
 *       {@code DELETE} forgets it.
 *   <li>{@code GET /simulator/attempts} shows every time that a provider was asked, also with {@code ?to=}.
 *   <li>{@code GET}, {@code PUT}, {@code DELETE /simulator/faults}: a list of {@link FaultRule}s.
 *   <li>{@code GET}, {@code PUT}, {@code DELETE /simulator/settings}: the {@link Settings}; {@code DELETE} is the default.
 * </ul>
 */
final class ControlApi {
    static final String PREFIX = "/simulator/";

    private static final TypeReference<List<FaultRule>> RULES = new TypeReference<>() {};

    private final Network network;

    ControlApi(Network network) {
        this.network = network;
    }

    static boolean serves(String path) {
        return path.startsWith(PREFIX);
    }

    /** An answer that says what is wrong. */
    static ApiAnswer problem(int status, String detail) {
        return new ApiAnswer(status, Map.of("detail", detail));
    }

    ApiAnswer answer(HttpServerRequest request, Buffer body) {
        String asked = request.method().name() + " " + request.path().substring(PREFIX.length());
        String to = request.getParam("to");
        try {
            return switch (asked) {
                case "GET messages" ->
                    shown(
                            "messages",
                            network.ledger().messages().stream()
                                    .filter(message -> to == null || message.isTo(to))
                                    .toList());
                case "DELETE messages" -> {
                    network.ledger().clear();
                    yield new ApiAnswer(204, null);
                }
                case "GET attempts" -> shown("attempts", network.attempts(to));
                case "GET faults" -> shown("faults", network.faults().rules());
                case "PUT faults" -> {
                    network.faults().follow(EventJson.mapper().readValue(body.getBytes(), RULES));
                    yield new ApiAnswer(204, null);
                }
                case "DELETE faults" -> {
                    network.faults().follow(List.of());
                    yield new ApiAnswer(204, null);
                }
                case "GET settings" -> new ApiAnswer(200, network.settings());
                case "PUT settings" -> {
                    network.pace(EventJson.mapper().readValue(body.getBytes(), Settings.class));
                    yield new ApiAnswer(204, null);
                }
                case "DELETE settings" -> {
                    network.pace(Settings.DEFAULT);
                    yield new ApiAnswer(204, null);
                }
                default ->
                    problem(404, asked + " is not known; the simulator has messages, attempts, faults and settings");
            };
        } catch (JacksonException e) {
            Throwable cause = e.getCause() instanceof IllegalArgumentException known ? known : e;
            return problem(400, "the body does not read: " + cause.getMessage());
        } catch (IOException | UncheckedIOException e) {
            return problem(500, e.getMessage());
        }
    }

    private static ApiAnswer shown(String name, Object value) {
        return new ApiAnswer(200, Map.of(name, value));
    }
}
