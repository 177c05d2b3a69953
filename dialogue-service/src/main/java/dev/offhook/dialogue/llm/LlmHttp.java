package dev.offhook.dialogue.llm;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.offhook.dialogue.llm.ResponseStream.Signal;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's way to the network for one attempt: sends over Vert.x, and reads, parses and tells on the calling
 * virtual thread. Its own clients cannot be stopped before their first event, or only at a read timeout of whole
 * seconds.
 */
final class LlmHttp implements HttpClient, HttpClientBuilder {
    private static final String DONE = "[DONE]";
    /** How long a response may take to end behind its last event, so that its connection serves again. */
    private static final long GRACE_MILLIS = 1000;

    private final Vertx vertx;
    private final io.vertx.core.http.HttpClient client;
    private final ResponseStream stream;
    private final Cancellation cancellation;
    private @Nullable HttpClientRequest request;
    private boolean closed;
    private boolean ended;
    private int status;
    private boolean done;
    private @Nullable Duration retryAfter;

    LlmHttp(Vertx vertx, io.vertx.core.http.HttpClient client, ResponseStream stream, Cancellation cancellation) {
        this.vertx = vertx;
        this.client = client;
        this.stream = stream;
        this.cancellation = cancellation;
    }

    /** The HTTP status, 0 before there is one. */
    int status() {
        return status;
    }

    /** Whether the stream said {@code [DONE]}. */
    boolean done() {
        return done;
    }

    /** What the provider asked for with 429. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    public void execute(HttpRequest wanted, ServerSentEventParser parser, ServerSentEventListener listener) {
        cancellation.does(() -> {
            stream.tell(new Signal.Broken(Outcome.CANCELLED));
            close();
        });
        try {
            if (!cancellation.cancelled()) {
                send(wanted);
            }
            Signal.Head head = stream.head();
            status = head.status();
            checked(head);
            parser.parse(stream, new UpToDone(listener));
            if (stream.failure() == null) {
                listener.onClose();
            }
        } catch (IOException e) {
            listener.onError(e);
        } catch (VertxException | IllegalArgumentException e) {
            // An address or a header that Vert.x does not take: nothing was sent.
            stream.fail(Outcome.CONNECT);
            listener.onError(e);
        } finally {
            cancellation.does(() -> {});
            if (stream.failure() == null && done) {
                vertx.setTimer(GRACE_MILLIS, fired -> close());
            } else {
                close();
            }
        }
    }

    private void send(HttpRequest wanted) {
        var options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(wanted.url());
        wanted.headers().forEach((name, values) -> options.putHeader(name, String.join(",", values)));
        options.putHeader("Accept", "text/event-stream");
        client.request(options)
                .onFailure(failure -> stream.tell(new Signal.Broken(Outcome.CONNECT)))
                .onSuccess(connected -> {
                    if (keep(connected)) {
                        connected
                                .send(wanted.body())
                                .onFailure(failure -> stream.tell(new Signal.Broken(Outcome.RESET)))
                                .onSuccess(this::receive);
                    }
                });
    }

    private void receive(HttpClientResponse response) {
        stream.tell(new Signal.Head(
                response.statusCode(), response.getHeader("Content-Type"), response.getHeader("Retry-After")));
        response.exceptionHandler(failure -> stream.tell(new Signal.Broken(
                String.valueOf(failure.getMessage()).contains("reset") ? Outcome.RESET : Outcome.CUT)));
        response.handler(bytes -> stream.tell(new Signal.Data(bytes)));
        response.endHandler(end -> {
            ended();
            stream.tell(new Signal.End());
        });
    }

    /** @throws IOException when the head says that no event stream follows. Its body is not read: it may quote the key */
    private void checked(Signal.Head head) throws IOException {
        Outcome outcome;
        if (status >= 200 && status < 300) {
            outcome = head.contentType() != null && head.contentType().startsWith("text/html") ? Outcome.GARBAGE : null;
        } else if (status == 429) {
            outcome = Outcome.LIMITED;
            retryAfter = seconds(head.retryAfter());
        } else if (status >= 500 || status == 408) {
            outcome = Outcome.SERVER;
        } else {
            outcome = status >= 400 ? Outcome.REFUSED : Outcome.GARBAGE;
        }
        if (outcome != null) {
            stream.fail(outcome);
            throw new IOException(outcome.id());
        }
    }

    private static @Nullable Duration seconds(@Nullable String retryAfter) {
        // A date is allowed, too, and used by none of the providers.
        return retryAfter != null && retryAfter.matches("\\d{1,6}")
                ? Duration.ofSeconds(Long.parseLong(retryAfter))
                : null;
    }

    /** False when nobody waits any more for the connection that was opened. */
    private synchronized boolean keep(HttpClientRequest connected) {
        request = connected;
        // Vert.x logs what nobody handles; the response's handler knows it already.
        connected.exceptionHandler(failure -> {});
        connected.connection().exceptionHandler(failure -> {});
        if (closed) {
            connected.reset();
        }
        return !closed;
    }

    private synchronized void ended() {
        ended = true;
    }

    private synchronized void close() {
        closed = true;
        if (request != null && !ended) {
            request.reset();
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest wanted) {
        throw new UnsupportedOperationException("all answers are streamed");
    }

    @Override
    public HttpClient build() {
        return this;
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        return this;
    }

    /** Ends the stream at its last event, whether or not the server ends the response. */
    private final class UpToDone implements ServerSentEventListener {
        private final ServerSentEventListener listener;

        UpToDone(ServerSentEventListener listener) {
            this.listener = listener;
        }

        @Override
        public void onOpen(SuccessfulHttpResponse response) {
            listener.onOpen(response);
        }

        @Override
        public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
            if (done || stream.failure() != null) {
                return;
            }
            if (DONE.equals(event.data())) {
                done = true;
                stream.enough();
            } else {
                listener.onEvent(event, context);
            }
        }

        @Override
        public void onError(Throwable failure) {
            listener.onError(failure);
        }
    }
}
