package dev.offhook.local.simulator.twilio;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.offhook.local.simulator.ApiAnswer;
import dev.offhook.local.simulator.ApiRequest;
import dev.offhook.local.simulator.Network;
import dev.offhook.local.simulator.SentMessage;
import dev.offhook.local.simulator.SmsSegments;
import dev.offhook.local.simulator.faults.Fault;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Messages of Twilio. The account owns every number of {@code +1500555…}, which nobody else has, and its services. */
final class MessagesApi {
    /** The number that every Messaging Service picks. */
    static final String SERVICES_NUMBER = "+15005550006";

    private static final Pattern E164 = Pattern.compile("(whatsapp:)?\\+[1-9]\\d{6,14}");
    private static final Pattern OWN = Pattern.compile("(whatsapp:)?\\+1500555\\d{4}");
    private static final Pattern SERVICE = Pattern.compile("MG[0-9a-fA-F]{32}");
    private static final int LONGEST_BODY = 1600;
    private static final int PAGE_SIZE = 50;
    private static final int LARGEST_PAGE = 1000;

    private final Network network;
    private final StatusCallbacks callbacks;

    MessagesApi(Network network, StatusCallbacks callbacks) {
        this.network = network;
        this.callbacks = callbacks;
    }

    ApiAnswer create(ApiRequest request) {
        String to = text(request, "To");
        String service = text(request, "MessagingServiceSid");
        String from = service.isEmpty() ? text(request, "From") : service;
        String body = text(request, "Body");
        Optional<ApiAnswer> wrong = wrong(to, from, body);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Optional<Fault> fault = network.attempt("twilio", from, to, body);
        Duration usual = network.settings().answeredAfter();
        if (fault.isEmpty()) {
            return taken(request, to, from, body).after(usual);
        }
        return switch (fault.get()) {
            case Fault.Busy busy -> {
                ApiAnswer answer = TwilioError.refused(20429, to, from);
                yield busy.retryAfter() == null ? answer : answer.with("Retry-After", busy.retryAfter() + "");
            }
            case Fault.Broken broken -> {
                if (broken.taken()) {
                    taken(request, to, from, body);
                }
                yield TwilioError.answer(20500, "An internal server error has occurred");
            }
            case Fault.Reset reset -> {
                if (reset.taken()) {
                    taken(request, to, from, body);
                }
                yield ApiAnswer.RESET;
            }
            case Fault.Slow slow -> taken(request, to, from, body).after(slow.pause());
            case Fault.Refused refused -> TwilioError.refused(refused.code(), to, from);
            case Fault.OldField _ -> taken(request, to, from, body).after(usual);
        };
    }

    ApiAnswer list(ApiRequest request) {
        String to = request.query().get("To");
        String from = request.query().get("From");
        Predicate<SentMessage> wanted;
        int page;
        int size;
        try {
            wanted = sentIn(request)
                    .and(message -> to == null || message.isTo(to))
                    .and(message -> from == null || message.isFrom(from))
                    .and(message -> "twilio".equals(message.provider()));
            page = number(request, "Page", 0);
            size = Math.clamp(number(request, "PageSize", PAGE_SIZE), 1, LARGEST_PAGE);
        } catch (DateTimeParseException | NumberFormatException e) {
            return TwilioError.answer(20001, "A parameter does not read: " + e.getMessage());
        }
        List<SentMessage> found = network.listed(wanted);
        List<MessageResource> shown = found.stream()
                .skip((long) page * size)
                .limit(size)
                .map(this::shown)
                .toList();
        boolean more = found.size() > (page + 1) * size;
        return new ApiAnswer(
                200,
                new MessagePage(
                        shown,
                        page,
                        size,
                        page * size,
                        page * size + Math.max(0, shown.size() - 1),
                        uri(request, page, size),
                        uri(request, 0, size),
                        more ? uri(request, page + 1, size) : null,
                        page == 0 ? null : uri(request, page - 1, size)));
    }

    ApiAnswer fetch(String sid, String path) {
        return network.ledger().messages().stream()
                .filter(message -> message.id().equals(sid))
                .findFirst()
                .map(message -> new ApiAnswer(200, shown(message)))
                .orElseGet(() -> TwilioError.notFound(path));
    }

    private static Optional<ApiAnswer> wrong(String to, String from, String body) {
        if (!E164.matcher(to).matches()) {
            return Optional.of(TwilioError.refused(21211, to, from));
        }
        if (!E164.matcher(from).matches() && !SERVICE.matcher(from).matches()) {
            return Optional.of(TwilioError.refused(21212, to, from));
        }
        if (E164.matcher(from).matches() && !OWN.matcher(from).matches()) {
            return Optional.of(TwilioError.refused(21606, to, from));
        }
        if (body.isEmpty()) {
            return Optional.of(TwilioError.answer(20001, "A message needs a 'Body'."));
        }
        return body.length() > LONGEST_BODY ? Optional.of(TwilioError.refused(21617, to, from)) : Optional.empty();
    }

    private ApiAnswer taken(ApiRequest request, String to, String from, String body) {
        var message = new SentMessage(
                "twilio",
                "SM" + UUID.randomUUID().toString().replace("-", ""),
                TwilioApi.ACCOUNT,
                from,
                to,
                body,
                SmsSegments.of(body),
                Instant.now(),
                request.form().get("StatusCallback"),
                null,
                true);
        network.ledger().add(message);
        callbacks.follow(message);
        return new ApiAnswer(201, MessageResource.of(message, "queued", null));
    }

    private MessageResource shown(SentMessage message) {
        String state = network.state(message);
        boolean wentWrong = "failed".equals(state) || "undelivered".equals(state);
        return MessageResource.of(
                message, state, wentWrong ? network.reports(message).errorCode() : null);
    }

    /** Twilio writes comparisons as {@code DateSent>=2026-01-31}: the name then ends in the sign. */
    private static Predicate<SentMessage> sentIn(ApiRequest request) {
        Predicate<SentMessage> all = message -> true;
        String on = request.query().get("DateSent");
        if (on != null) {
            Instant day = time(on);
            all = all.and(
                    message -> !message.at().isBefore(day) && message.at().isBefore(day.plus(Duration.ofDays(1))));
        }
        String since = request.query().get("DateSent>");
        if (since != null) {
            Instant start = time(since);
            all = all.and(message -> !message.at().isBefore(start));
        }
        String until = request.query().get("DateSent<");
        if (until != null) {
            // A day includes itself.
            Instant end = time(until).plus(until.contains("T") ? Duration.ZERO : Duration.ofDays(1));
            all = all.and(message -> !message.at().isAfter(end));
        }
        return all;
    }

    private static Instant time(String written) {
        return written.contains("T")
                ? Instant.parse(written)
                : LocalDate.parse(written).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static int number(ApiRequest request, String name, int otherwise) {
        String value = request.query().get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    private static String uri(ApiRequest request, int page, int size) {
        var uri = new StringBuilder(request.path()).append("?PageSize=" + size + "&Page=" + page);
        request.query().entries().stream()
                .filter(parameter -> !parameter.getKey().startsWith("Page"))
                .forEach(parameter -> uri.append('&')
                        .append(URLEncoder.encode(parameter.getKey(), UTF_8))
                        .append('=')
                        .append(URLEncoder.encode(parameter.getValue(), UTF_8)));
        return uri.toString();
    }

    private static String text(ApiRequest request, String name) {
        String value = request.form().get(name);
        return value == null ? "" : value;
    }
}
