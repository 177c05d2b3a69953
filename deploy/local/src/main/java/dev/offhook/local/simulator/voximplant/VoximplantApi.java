package dev.offhook.local.simulator.voximplant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.offhook.local.simulator.ApiAnswer;
import dev.offhook.local.simulator.ApiRequest;
import dev.offhook.local.simulator.Ledger;
import dev.offhook.local.simulator.ProviderApi;
import dev.offhook.local.simulator.SentMessage;
import dev.offhook.local.simulator.SmsSegments;

/**
 * {@code SendSmsMessage} and {@code A2PSendSms}. It knows one account with its {@code api_key} and one number; JWTs are
 * refused, since it has no key to check them with. Errors come inside HTTP 200, as Voximplant sends them.
 */
public final class VoximplantApi implements ProviderApi {
    private static final String PREFIX = "/platform_api/";
    // Numbers have no plus in this API.
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{6,14}");
    private static final int LONGEST_TWO_WAY_TEXT = 765;
    private static final int LONGEST_A2P_TEXT = 1600;
    private static final int MOST_A2P_RECIPIENTS = 100;

    private static final String ACCOUNT = "7654321";
    private static final String API_KEY = "11111111-2222-3333-4444-555555555555";
    private static final String OWN_NUMBER = "74951234567";

    private final Ledger ledger;

    private record VoximplantError(int code, String msg) {}

    private record SmsSent(
            int result,
            @JsonProperty("message_id") long messageId,
            @JsonProperty("fragments_count") int fragmentsCount) {}

    private record A2pSent(
            List<SmsTransaction> result,
            List<FailedSms> failed,
            @JsonProperty("fragments_count") int fragmentsCount) {}

    private record SmsTransaction(
            @JsonProperty("message_id") long messageId,
            @JsonProperty("destination_number") String destinationNumber) {}

    private record FailedSms(
            @JsonProperty("destination_number") String destinationNumber,
            @JsonProperty("error_description") String errorDescription,
            @JsonProperty("error_code") int errorCode) {}

    /** Keeps what it is asked to send in {@code ledger}. */
    public VoximplantApi(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public boolean serves(String path) {
        return path.startsWith(PREFIX);
    }

    @Override
    public ApiAnswer answer(ApiRequest request) {
        if (!ACCOUNT.equals(parameter(request, "account_id")) || !API_KEY.equals(parameter(request, "api_key"))) {
            return error(100, "Authorization failed");
        }
        return switch (request.path().substring(PREFIX.length())) {
            case "SendSmsMessage" -> sendSmsMessage(request);
            case "A2PSendSms" -> a2pSendSms(request);
            default -> error(103, "The command is unknown");
        };
    }

    private ApiAnswer sendSmsMessage(ApiRequest request) {
        String source = parameter(request, "source");
        String destination = parameter(request, "destination");
        String text = parameter(request, "sms_body");
        if (!NUMBER.matcher(source).matches() || !NUMBER.matcher(destination).matches()) {
            return error(101, "'source' and 'destination' are numbers without a plus");
        }
        if (text.isEmpty() || text.length() > LONGEST_TWO_WAY_TEXT) {
            return error(101, "'sms_body' has 1 to " + LONGEST_TWO_WAY_TEXT + " characters");
        }
        if (!OWN_NUMBER.equals(source)) {
            return error(386, "SMS is disabled for the number");
        }
        SentMessage message = keep(source, destination, text);
        return new ApiAnswer(200, new SmsSent(1, Long.parseLong(message.id()), message.segments()));
    }

    private ApiAnswer a2pSendSms(ApiRequest request) {
        String source = parameter(request, "src_number");
        String[] destinations = parameter(request, "dst_numbers").split(";");
        String text = parameter(request, "text");
        if (source.isEmpty() || destinations.length > MOST_A2P_RECIPIENTS) {
            return error(101, "'src_number' is required, 'dst_numbers' has at most " + MOST_A2P_RECIPIENTS);
        }
        if (text.isEmpty() || text.length() > LONGEST_A2P_TEXT) {
            return error(101, "'text' has 1 to " + LONGEST_A2P_TEXT + " characters");
        }
        var sent = new ArrayList<SmsTransaction>();
        var failed = new ArrayList<FailedSms>();
        for (String destination : destinations) {
            if (NUMBER.matcher(destination).matches()) {
                SentMessage message = keep(source, destination, text);
                sent.add(new SmsTransaction(Long.parseLong(message.id()), destination));
            } else {
                failed.add(new FailedSms(destination, "The SMS is not sent", 385));
            }
        }
        return new ApiAnswer(200, new A2pSent(sent, failed, SmsSegments.of(text)));
    }

    private SentMessage keep(String source, String destination, String text) {
        var message = new SentMessage(
                "voximplant",
                Long.toString(ThreadLocalRandom.current().nextLong(10_000_000L, 1_000_000_000L)),
                ACCOUNT,
                source,
                destination,
                text,
                SmsSegments.of(text),
                Instant.now(),
                null);
        ledger.add(message);
        return message;
    }

    private static String parameter(ApiRequest request, String name) {
        String inForm = request.form().get(name);
        String value = inForm == null ? request.query().get(name) : inForm;
        return value == null ? "" : value;
    }

    private static ApiAnswer error(int code, String message) {
        return new ApiAnswer(200, Map.of("error", new VoximplantError(code, message)));
    }
}
