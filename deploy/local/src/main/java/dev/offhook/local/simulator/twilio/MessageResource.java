package dev.offhook.local.simulator.twilio;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.offhook.local.simulator.SentMessage;

/** A message as Twilio shows it: counts are strings, dates are RFC 2822, the price comes later. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record MessageResource(
        String accountSid,
        String apiVersion,
        String body,
        String dateCreated,
        String dateSent,
        String dateUpdated,
        String direction,
        Integer errorCode,
        String errorMessage,
        String from,
        String messagingServiceSid,
        String numMedia,
        String numSegments,
        String price,
        String priceUnit,
        String sid,
        String status,
        Map<String, String> subresourceUris,
        String to,
        String uri) {

    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.US)
            .withZone(ZoneOffset.UTC);

    /**
     * A message in this state.
     *
     * @param errorCode null where nothing went wrong
     */
    static MessageResource of(SentMessage message, String status, Integer errorCode) {
        String at = RFC_2822.format(message.at());
        String self = "/2010-04-01/Accounts/" + message.account() + "/Messages/" + message.id();
        boolean isNew = "queued".equals(status);
        String service = message.from().startsWith("MG") ? message.from() : null;
        return new MessageResource(
                message.account(),
                "2010-04-01",
                message.text(),
                at,
                isNew ? null : at,
                at,
                "outbound-api",
                errorCode,
                errorCode == null ? null : "Error " + errorCode,
                service == null ? message.from() : null,
                service,
                "0",
                isNew && service != null ? "0" : Integer.toString(message.segments()),
                null,
                "USD",
                message.id(),
                status,
                Map.of("media", self + "/Media.json"),
                message.to(),
                self + ".json");
    }
}
