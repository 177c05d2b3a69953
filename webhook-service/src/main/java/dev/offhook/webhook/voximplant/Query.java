package dev.offhook.webhook.voximplant;

import java.util.List;
import java.util.Optional;

import io.netty.handler.codec.http.QueryStringDecoder;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The query of a request's target. */
final class Query {
    private Query() {}

    /** The first value of a parameter, decoded; empty when it is missing, or the query is no query. */
    static Optional<String> parameter(String target, String name) {
        try {
            return new QueryStringDecoder(target, UTF_8)
                    .parameters().getOrDefault(name, List.of()).stream().findFirst();
        } catch (IllegalArgumentException e) {
            // Broken percent-encoding: nothing that could be trusted stands there.
            return Optional.empty();
        }
    }
}
