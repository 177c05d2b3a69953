package dev.offhook.local.simulator.twilio;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.offhook.local.provider.TwilioSignature;
import dev.offhook.local.simulator.Network;
import dev.offhook.local.simulator.SentMessage;
import dev.offhook.local.simulator.faults.Reports;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Tells how far messages are, as Twilio does: signed form posts to the message's {@code StatusCallback}, tried once
 * more only when no connection could be had. Only loopback is told: this is no provider for anybody else.
 */
final class StatusCallbacks {
    private static final Logger LOG = LoggerFactory.getLogger(StatusCallbacks.class);
    private static final DateTimeFormatter RAW_DATE =
            DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);
    private static final int MOST_AT_ONCE = 32;
    private static final long PATIENCE_MILLIS = 15_000;
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private final Network network;
    private final Vertx vertx;
    private final HttpClient http;

    StatusCallbacks(Network network, Vertx vertx) {
        this.network = network;
        this.vertx = vertx;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(5_000), new PoolOptions().setHttp1MaxSize(MOST_AT_ONCE));
    }

    /** Tells of this message from now on, where somebody asked for it. */
    void follow(SentMessage message) {
        Reports reports = network.reports(message);
        if (message.statusCallback() == null || reports.lost() || !isLoopback(message.statusCallback())) {
            return;
        }
        Duration sent = network.settings().sentAfter().plus(reports.late());
        Duration ended = network.settings().endedAfter().plus(reports.late());
        var told = new ArrayList<Map.Entry<String, Duration>>();
        told.add(Map.entry("sent", reports.reversed() ? ended.plus(BETWEEN) : sent));
        told.add(Map.entry(reports.end(), ended));
        for (var report : told) {
            tell(message, reports, report.getKey(), report.getValue());
            if (reports.twice()) {
                tell(message, reports, report.getKey(), report.getValue().plus(BETWEEN));
            }
        }
    }

    private void tell(SentMessage message, Reports reports, String status, Duration delay) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("AccountSid", message.account());
        parameters.put("ApiVersion", "2010-04-01");
        if (reports.errorCode() != null && status.equals(reports.end())) {
            parameters.put("ErrorCode", reports.errorCode().toString());
        }
        boolean ofService = message.from().startsWith("MG");
        parameters.put("From", ofService ? MessagesApi.SERVICES_NUMBER : message.from());
        parameters.put("MessageSid", message.id());
        parameters.put("MessageStatus", status);
        if (ofService) {
            parameters.put("MessagingServiceSid", message.from());
        }
        if ("delivered".equals(status)) {
            parameters.put("RawDlrDoneDate", RAW_DATE.format(message.at().plus(delay)));
        }
        parameters.put("SmsSid", message.id());
        parameters.put("SmsStatus", status);
        parameters.put("To", message.to());
        vertx.setTimer(Math.max(1, delay.toMillis()), fired -> post(message.statusCallback(), parameters)
                .recover(failure -> failure instanceof ConnectException
                        ? post(message.statusCallback(), parameters)
                        : Future.failedFuture(failure))
                .onSuccess(answer -> {
                    if (answer.statusCode() / 100 != 2) {
                        LOG.info("A status callback was answered with {}.", answer.statusCode());
                    }
                })
                .onFailure(failure -> LOG.info("A status callback got no answer: {}", failure.toString())));
    }

    private Future<HttpClientResponse> post(String url, Map<String, String> parameters) {
        String form = parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        var options = new RequestOptions()
                .setAbsoluteURI(url)
                .setMethod(HttpMethod.POST)
                .setTimeout(PATIENCE_MILLIS)
                .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .putHeader("User-Agent", "TwilioProxy/1.1")
                .putHeader("X-Home-Region", "us1")
                .putHeader("I-Twilio-Idempotency-Token", UUID.randomUUID().toString())
                .putHeader("X-Twilio-Signature", TwilioSignature.of(TwilioApi.AUTH_TOKEN, url, parameters));
        return http.request(options)
                .compose(request -> request.send(Buffer.buffer(form)))
                .compose(response -> response.end().map(response));
    }

    private static boolean isLoopback(String url) {
        try {
            return InetAddress.getByName(URI.create(url).getHost()).isLoopbackAddress();
        } catch (UnknownHostException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
