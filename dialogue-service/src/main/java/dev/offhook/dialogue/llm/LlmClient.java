package dev.offhook.dialogue.llm;

import java.time.Duration;
import java.time.InstantSource;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import org.jboss.logging.Logger;

/** Asks language models. Calls block: they belong on virtual threads. A provider's fault is a result, no exception. */
@ApplicationScoped
public class LlmClient {
    private static final Logger LOG = Logger.getLogger(LlmClient.class);
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final Vertx vertx;
    private final HttpClient http;
    private final LlmConfiguration configuration;
    private final Circuits circuits;
    private final LlmMetrics metrics;

    /** Opens no connection. */
    public LlmClient(Vertx vertx, LlmConfiguration configuration, MeterRegistry registry) {
        this.vertx = vertx;
        this.configuration = configuration;
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(Math.toIntExact(
                                configuration.timeouts().connect().toMillis()))
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(configuration.connections()));
        this.circuits = new Circuits(configuration.breaker(), InstantSource.system());
        this.metrics = new LlmMetrics(registry, circuits);
    }

    /**
     * Asks for an answer and listens to it sentence by sentence. When the first attempt fails before its first sentence
     * and enough time is left, there is a second one.
     *
     * @param deadlines count from now
     * @param listener hears each sentence on this thread the moment it is finished
     * @param cancellation ends the call from another thread
     * @return how it ended; the listener has heard all sentences of the result before
     * @throws RuntimeException only what the listener threw
     */
    public LlmResult converse(
            LlmRequest request, Deadlines deadlines, LlmListener listener, Cancellation cancellation) {
        return call(request, false, deadlines, listener, cancellation);
    }

    /** Asks for one JSON object; nothing is cut into sentences. */
    LlmResult json(LlmRequest request, Duration timeout, Cancellation cancellation) {
        var deadlines = new Deadlines(timeout, timeout, timeout, timeout);
        return call(request, true, deadlines, sentence -> {}, cancellation);
    }

    private LlmResult call(
            LlmRequest request, boolean json, Deadlines deadlines, LlmListener listener, Cancellation cancellation) {
        long start = System.nanoTime();
        LlmResult first = attempt(request, json, deadlines, listener, cancellation, start);
        LlmResult result = first;
        if (first.outcome().worthAnotherAttempt()
                && first.sentences().isEmpty()
                && !cancellation.cancelled()
                && enoughIsLeft(deadlines, start)) {
            LlmResult second = attempt(request, json, deadlines, listener, cancellation, start);
            result = second.attempts() == 0 && second.outcome() != Outcome.CANCELLED ? first : both(first, second);
        }
        metrics.ended(result);
        if (!result.complete() && result.outcome() != Outcome.CANCELLED) {
            LOG.infof(
                    "An LLM gave no whole answer: outcome=%s status=%d host=%s model=%s attempts=%d sentences=%d",
                    result.outcome().id(),
                    result.status(),
                    request.settings().baseUrl().getHost(),
                    request.settings().model(),
                    result.attempts(),
                    result.sentences().size());
        }
        return result;
    }

    private boolean enoughIsLeft(Deadlines deadlines, long start) {
        Duration due = deadlines.firstSentence().compareTo(deadlines.total()) < 0
                ? deadlines.firstSentence()
                : deadlines.total();
        return due.minus(configuration.timeouts().secondAttempt()).toNanos() >= System.nanoTime() - start;
    }

    private LlmResult attempt(
            LlmRequest request,
            boolean json,
            Deadlines deadlines,
            LlmListener listener,
            Cancellation cancellation,
            long start) {
        if (cancellation.cancelled()) {
            return LlmResult.nothingSent(Outcome.CANCELLED);
        }
        return circuits.guarded(request.settings(), () -> {
            var patience = new Patience(deadlines, start);
            var stream = new ResponseStream(patience);
            var attempt = new Attempt(
                    request, json, listener, patience, stream, new LlmHttp(vertx, http, stream, cancellation), start);
            LlmResult result = attempt.run();
            circuits.remember(request.settings(), result, attempt.retryAfter());
            return result;
        });
    }

    private static LlmResult both(LlmResult first, LlmResult second) {
        return new LlmResult(
                second.outcome(),
                second.status(),
                second.text(),
                second.sentences(),
                second.toolCalls(),
                first.tokens().plus(second.tokens()),
                first.attempts() + second.attempts(),
                second.firstSentence());
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
