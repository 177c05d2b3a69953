package dev.offhook.local.simulator.voximplant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.offhook.local.simulator.ApiAnswer;
import dev.offhook.local.simulator.ApiRequest;
import dev.offhook.local.simulator.Network;
import dev.offhook.local.simulator.ProviderApi;
import dev.offhook.local.simulator.SentMessage;
import dev.offhook.local.simulator.SmsSegments;
import dev.offhook.local.simulator.faults.Fault;

/**
 * {@code SendSmsMessage} and {@code A2PSendSms}, and their histories; the {@link Directory} of what is set up. It knows one account with its {@code api_key} and
 * one number; JWTs are refused, since it has no key to check them with. Errors come inside HTTP 200, as Voximplant sends
 * them.
 */
public final class VoximplantApi implements ProviderApi {
    static final String TWO_WAY = "SendSmsMessage";
    static final String A2P = "A2PSendSms";

    private static final String PREFIX = "/platform_api/";
    // Numbers have no plus in this API.
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{6,14}");
    private static final int LONGEST_TWO_WAY_TEXT = 765;
    private static final int LONGEST_A2P_TEXT = 1600;
    private static final int MOST_A2P_RECIPIENTS = 100;
    private static final int NOT_SENT = 385;
    private static final int TOO_MANY_REQUESTS = 340;

    private static final String ACCOUNT = "7654321";
    private static final String API_KEY = "11111111-2222-3333-4444-555555555555";
    private static final String OWN_NUMBER = "74951234567";

    private final Network network;
    private final SmsHistory history;
    private final Directory directory = new Directory();

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record SmsSent(
            int result,
            @JsonProperty("message_id") Long messageId,
            @JsonProperty("transaction_id") Long transactionId,
            @JsonProperty("fragments_count") int fragmentsCount) {}

    private record A2pSent(
            List<SmsTransaction> result,
            List<FailedSms> failed,
            @JsonProperty("fragments_count") int fragmentsCount) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record SmsTransaction(
            @JsonProperty("message_id") Long messageId,
            @JsonProperty("transaction_id") Long transactionId,
            @JsonProperty("destination_number") String destinationNumber) {}

    private record FailedSms(
            @JsonProperty("destination_number") String destinationNumber,
            @JsonProperty("error_description") String errorDescription,
            @JsonProperty("error_code") int errorCode) {}

    /** Sends over {@code network}. */
    public VoximplantApi(Network network) {
        this.network = network;
        this.history = new SmsHistory(network);
    }

    @Override
    public boolean serves(String path) {
        return path.startsWith(PREFIX);
    }

    @Override
    public ApiAnswer answer(ApiRequest request) {
        if (!ACCOUNT.equals(request.parameter("account_id")) || !API_KEY.equals(request.parameter("api_key"))) {
            return VoximplantError.answer(100, "Authorization failed");
        }
        return switch (request.path().substring(PREFIX.length())) {
            case TWO_WAY -> sendSmsMessage(request);
            case A2P -> a2pSendSms(request);
            case "GetSmsHistory" -> history.of(TWO_WAY, request);
            case "A2PGetSmsHistory" -> history.of(A2P, request);
            case "GetApplications" -> directory.applications(request);
            case "GetRules" -> directory.rules(request);
            case "GetPhoneNumbers" -> directory.numbers(request);
            default -> VoximplantError.answer(103, "The command is unknown");
        };
    }

    private ApiAnswer sendSmsMessage(ApiRequest request) {
        String source = request.parameter("source");
        String destination = request.parameter("destination");
        String text = request.parameter("sms_body");
        if (!NUMBER.matcher(source).matches() || !NUMBER.matcher(destination).matches()) {
            return VoximplantError.answer(101, "'source' and 'destination' are numbers without a plus");
        }
        if (text.isEmpty() || text.length() > LONGEST_TWO_WAY_TEXT) {
            return VoximplantError.answer(101, "'sms_body' has 1 to " + LONGEST_TWO_WAY_TEXT + " characters");
        }
        if (!OWN_NUMBER.equals(source)) {
            return VoximplantError.answer(386, "SMS is disabled for the number");
        }
        return answer(network.attempt("voximplant", source, destination, text), old -> {
            SentMessage message = keep(TWO_WAY, source, destination, text, request);
            long id = Long.parseLong(message.id());
            return new ApiAnswer(200, new SmsSent(1, old ? null : id, old ? id : null, message.segments()));
        });
    }

    private ApiAnswer a2pSendSms(ApiRequest request) {
        String source = request.parameter("src_number");
        List<String> destinations = List.of(request.parameter("dst_numbers").split(";"));
        String text = request.parameter("text");
        if (source.isEmpty() || destinations.size() > MOST_A2P_RECIPIENTS) {
            return VoximplantError.answer(
                    101, "'src_number' is required, 'dst_numbers' has at most " + MOST_A2P_RECIPIENTS);
        }
        if (text.isEmpty() || text.length() > LONGEST_A2P_TEXT) {
            return VoximplantError.answer(101, "'text' has 1 to " + LONGEST_A2P_TEXT + " characters");
        }
        var fates = destinations.stream()
                .map(destination -> network.attempt("voximplant", source, destination, text))
                .toList();
        // What is no matter of one recipient happens to the whole request.
        Optional<Fault> whole = fates.stream()
                .flatMap(Optional::stream)
                .filter(fault -> !isNotSent(fault))
                .findFirst();
        return answer(whole, old -> {
            var sent = new ArrayList<SmsTransaction>();
            var failed = new ArrayList<FailedSms>();
            for (int i = 0; i < destinations.size(); i++) {
                String destination = destinations.get(i);
                if (!NUMBER.matcher(destination).matches()
                        || fates.get(i).filter(VoximplantApi::isNotSent).isPresent()) {
                    failed.add(new FailedSms(destination, "The SMS is not sent", NOT_SENT));
                    continue;
                }
                long id = Long.parseLong(
                        keep(A2P, source, destination, text, request).id());
                sent.add(new SmsTransaction(old ? null : id, old ? id : null, destination));
            }
            return new ApiAnswer(200, new A2pSent(sent, failed, SmsSegments.of(text)));
        });
    }

    /** How the message is taken, and answered with the field name of old or of today. */
    private interface Taking {
        ApiAnswer taken(boolean oldField);
    }

    private ApiAnswer answer(Optional<Fault> met, Taking taking) {
        if (met.isEmpty()) {
            return taking.taken(false).after(network.settings().answeredAfter());
        }
        return switch (met.get()) {
            case Fault.Busy _ -> VoximplantError.answer(TOO_MANY_REQUESTS, "Too many requests");
            case Fault.Broken broken -> {
                if (broken.taken()) {
                    taking.taken(false);
                }
                yield new ApiAnswer(500, null);
            }
            case Fault.Reset reset -> {
                if (reset.taken()) {
                    taking.taken(false);
                }
                yield ApiAnswer.RESET;
            }
            case Fault.Slow slow -> taking.taken(false).after(slow.pause());
            case Fault.Refused refused ->
                VoximplantError.answer(refused.code(), "The message is refused: error " + refused.code());
            case Fault.OldField _ -> taking.taken(true).after(network.settings().answeredAfter());
        };
    }

    private SentMessage keep(String service, String source, String destination, String text, ApiRequest request) {
        var message = new SentMessage(
                "voximplant",
                Long.toString(ThreadLocalRandom.current().nextLong(10_000_000L, 1_000_000_000_000L)),
                ACCOUNT,
                source,
                destination,
                text,
                SmsSegments.of(text),
                Instant.now(),
                null,
                service,
                Boolean.parseBoolean(request.parameter("store_body")));
        network.ledger().add(message);
        return message;
    }

    private static boolean isNotSent(Fault fault) {
        return fault instanceof Fault.Refused refused && refused.code() == NOT_SENT;
    }
}
