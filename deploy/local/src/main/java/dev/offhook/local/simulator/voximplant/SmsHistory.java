package dev.offhook.local.simulator.voximplant;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.offhook.local.simulator.ApiAnswer;
import dev.offhook.local.simulator.ApiRequest;
import dev.offhook.local.simulator.Network;
import dev.offhook.local.simulator.SentMessage;

/**
 * {@code GetSmsHistory} and {@code A2PGetSmsHistory}. The words of a message are there only when it was sent with
 * {@code store_body}.
 *
 * @see <a href="https://voximplant.com/docs/references/httpapi/sms">SMS methods</a>
 */
final class SmsHistory {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int MOST = 1000;

    private final Network network;

    private record Found(
            List<Row> result, @JsonProperty("total_count") int totalCount) {}

    /** A message of either history; what the other one has alone is null. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Row(
            long messageId,
            long transactionId,
            Object sourceNumber,
            Object destinationNumber,
            String direction,
            int fragments,
            BigDecimal cost,
            String statusId,
            String errorMessage,
            String processedDate,
            String processingDate,
            String deliveryStatus,
            String text) {}

    SmsHistory(Network network) {
        this.network = network;
    }

    ApiAnswer of(String service, ApiRequest request) {
        Predicate<SentMessage> wanted = message -> service.equals(message.service());
        try {
            List<SentMessage> found = network.listed(wanted.and(asked(request)));
            int offset = number(request, "offset", 0);
            int count = Math.clamp(number(request, "count", MOST), 1, MOST);
            return new ApiAnswer(
                    200,
                    new Found(
                            found.stream()
                                    .skip(offset)
                                    .limit(count)
                                    .map(this::row)
                                    .toList(),
                            found.size()));
        } catch (DateTimeParseException | NumberFormatException e) {
            return VoximplantError.answer(101, "A parameter does not read: " + e.getMessage());
        }
    }

    private static Predicate<SentMessage> asked(ApiRequest request) {
        String source = request.parameter("source_number");
        String destination = request.parameter("destination_number");
        String from = request.parameter("from_date");
        String to = request.parameter("to_date");
        List<String> ids = List.of(request.parameter("message_id").split(";"));
        Instant start = from.isEmpty() ? Instant.MIN : time(from);
        Instant end = to.isEmpty() ? Instant.MAX : time(to).plusSeconds(1);
        Predicate<SentMessage> all =
                message -> !message.at().isBefore(start) && message.at().isBefore(end);
        return all.and(message -> source.isEmpty() || message.isFrom(source))
                .and(message -> destination.isEmpty() || message.isTo(destination))
                .and(message -> request.parameter("message_id").isEmpty() || ids.contains(message.id()))
                .and(message -> !"in".equalsIgnoreCase(request.parameter("direction")));
    }

    private Row row(SentMessage message) {
        String state = network.state(message);
        boolean wentWrong = "failed".equals(state) || "undelivered".equals(state);
        boolean a2p = VoximplantApi.A2P.equals(message.service());
        String date = DATE.format(LocalDateTime.ofInstant(message.at(), ZoneOffset.UTC));
        long id = Long.parseLong(message.id());
        return new Row(
                id,
                id,
                numeric(message.from()),
                numeric(message.to()),
                a2p ? null : "OUT",
                message.segments(),
                BigDecimal.ZERO,
                wentWrong ? "2" : "queued".equals(state) ? "3" : "1",
                wentWrong ? "The SMS is not delivered" : null,
                a2p ? null : date,
                a2p ? date : null,
                a2p ? delivery(state) : null,
                message.textStored() ? message.text() : null);
    }

    private static String delivery(String state) {
        return switch (state) {
            case "queued" -> "QUEUED";
            case "sent" -> "DISPATCHED";
            case "delivered" -> "DELIVERED";
            case "undelivered" -> "FAILED";
            default -> "REJECTED";
        };
    }

    private static Object numeric(String number) {
        return number.matches("\\d{1,18}") ? (Object) Long.valueOf(number) : number;
    }

    private static Instant time(String written) {
        return LocalDateTime.parse(written, DATE).toInstant(ZoneOffset.UTC);
    }

    private static int number(ApiRequest request, String name, int otherwise) {
        String value = request.parameter(name);
        return value.isEmpty() ? otherwise : Integer.parseInt(value);
    }
}
