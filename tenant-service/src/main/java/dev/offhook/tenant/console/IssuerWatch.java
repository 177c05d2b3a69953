package dev.offhook.tenant.console;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

import jakarta.inject.Singleton;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * Knows whether the issuer answers, before browsers are sent there: one that has died while the service ran would leave
 * them with a page of their own that explains nothing.
 */
@Singleton
class IssuerWatch {
    private static final int PATIENCE_MILLIS = 1_500;
    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int ERROR = 500;

    private final HttpClient client;
    private final ConsoleConfiguration configuration;
    private volatile Seen seen = new Seen(System.nanoTime() - FRESH_NANOS, Future.succeededFuture(true));

    IssuerWatch(Vertx vertx, ConsoleConfiguration configuration) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(PATIENCE_MILLIS));
        this.configuration = configuration;
    }

    private record Seen(long at, Future<Boolean> answers) {}

    /** Whether it answers, or did within the last two seconds. */
    Future<Boolean> answers() {
        if (!configuration.probeIssuer()) {
            return Future.succeededFuture(true);
        }
        var last = seen;
        if (System.nanoTime() - last.at() < FRESH_NANOS) {
            return last.answers();
        }
        var now = new Seen(System.nanoTime(), ask());
        seen = now;
        return now.answers();
    }

    private Future<Boolean> ask() {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(configuration.issuer() + "/.well-known/openid-configuration")
                .setTimeout(PATIENCE_MILLIS);
        return client.request(options)
                .compose(request -> request.send())
                .map(answer -> answer.statusCode() < ERROR)
                // Who it is, is checked where it matters; here it is enough that somebody is there.
                .recover(failure -> Future.succeededFuture(
                        failure instanceof SSLException || !(failure instanceof IOException || isTimeout(failure))));
    }

    private static boolean isTimeout(Throwable failure) {
        return failure instanceof TimeoutException;
    }
}
