package dev.offhook.local.simulator.twilio;

import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.offhook.local.simulator.ApiAnswer;
import dev.offhook.local.simulator.ApiRequest;
import dev.offhook.local.simulator.Ledger;
import dev.offhook.local.simulator.ProviderApi;
import dev.offhook.local.simulator.SentMessage;
import dev.offhook.local.simulator.SmsSegments;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Messages: create, list, fetch. Recordings: delete. It knows the demo tenants' account and its two numbers. */
public final class TwilioApi implements ProviderApi {
    private static final String PREFIX = "/2010-04-01/";
    private static final Pattern MESSAGES = Pattern.compile("/2010-04-01/Accounts/([^/]+)/Messages\\.json");
    private static final Pattern MESSAGE = Pattern.compile("/2010-04-01/Accounts/([^/]+)/Messages/([^/]+)\\.json");
    private static final Pattern RECORDING =
            Pattern.compile("/2010-04-01/Accounts/([^/]+)/Recordings/(RE[0-9a-fA-F]{32})\\.json");
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final int LONGEST_BODY = 1600;

    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final String AUTH_TOKEN = "12345";
    private static final Set<String> NUMBERS = Set.of("+15005550006", "+15005550007");

    private final Ledger ledger;
    /** Nobody records here: whatever has not been deleted yet is taken to be there. */
    private final Set<String> deletedRecordings = ConcurrentHashMap.newKeySet();

    /** Keeps what it is asked to send in {@code ledger}. */
    public TwilioApi(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public boolean serves(String path) {
        return path.startsWith(PREFIX);
    }

    @Override
    public ApiAnswer answer(ApiRequest request) {
        Matcher messages = MESSAGES.matcher(request.path());
        if (messages.matches()) {
            if (!opens(request.authorization(), messages.group(1))) {
                return unauthenticated();
            }
            return switch (request.method()) {
                case "POST" -> create(request);
                case "GET" -> list(request);
                default -> notFound(request.path());
            };
        }
        Matcher message = MESSAGE.matcher(request.path());
        if (message.matches() && "GET".equals(request.method())) {
            return opens(request.authorization(), message.group(1))
                    ? fetch(message.group(2), request.path())
                    : unauthenticated();
        }
        Matcher recording = RECORDING.matcher(request.path());
        if (recording.matches() && "DELETE".equals(request.method())) {
            return opens(request.authorization(), recording.group(1))
                    ? delete(recording.group(2), request.path())
                    : unauthenticated();
        }
        return notFound(request.path());
    }

    private ApiAnswer delete(String recording, String path) {
        return deletedRecordings.add(recording) ? new ApiAnswer(204, null) : notFound(path);
    }

    private ApiAnswer create(ApiRequest request) {
        String to = text(request, "To");
        String from = text(request, "From");
        String body = text(request, "Body");
        if (!E164.matcher(to).matches()) {
            return error(400, 21211, "The 'To' number " + to + " is not a valid phone number.");
        }
        if (!E164.matcher(from).matches()) {
            return error(400, 21212, "The 'From' number " + from + " is not a valid phone number.");
        }
        if (!NUMBERS.contains(from)) {
            return error(
                    400,
                    21606,
                    "The 'From' phone number " + from + " is not a valid, SMS-capable phone number of this account.");
        }
        if (body.isEmpty()) {
            return error(400, 20001, "A message needs a 'Body'.");
        }
        if (body.length() > LONGEST_BODY) {
            return error(400, 21617, "The concatenated message body exceeds the 1600 character limit.");
        }
        var message = new SentMessage(
                "twilio",
                "SM" + UUID.randomUUID().toString().replace("-", ""),
                ACCOUNT,
                from,
                to,
                body,
                SmsSegments.of(body),
                Instant.now(),
                request.form().get("StatusCallback"));
        ledger.add(message);
        return new ApiAnswer(201, MessageResource.queued(message));
    }

    private ApiAnswer list(ApiRequest request) {
        String to = request.query().get("To");
        List<MessageResource> found = sent().filter(message -> to == null || message.isTo(to))
                .sorted(Comparator.comparing(SentMessage::at).reversed())
                .map(MessageResource::sent)
                .toList();
        return new ApiAnswer(
                200,
                Map.of("messages", found, "page", 0, "page_size", Math.max(50, found.size()), "uri", request.path()));
    }

    private ApiAnswer fetch(String sid, String path) {
        return sent().filter(message -> message.id().equals(sid))
                .findFirst()
                .map(message -> new ApiAnswer(200, MessageResource.sent(message)))
                .orElseGet(() -> notFound(path));
    }

    private Stream<SentMessage> sent() {
        return ledger.messages().stream().filter(message -> "twilio".equals(message.provider()));
    }

    private static String text(ApiRequest request, String name) {
        String value = request.form().get(name);
        return value == null ? "" : value;
    }

    private static boolean opens(String authorization, String account) {
        String known = "Basic " + Base64.getEncoder().encodeToString((ACCOUNT + ":" + AUTH_TOKEN).getBytes(UTF_8));
        return ACCOUNT.equals(account) && known.equals(authorization);
    }

    private static ApiAnswer unauthenticated() {
        return error(401, 20003, "Authenticate");
    }

    private static ApiAnswer notFound(String path) {
        return error(404, 20404, "The requested resource " + path + " was not found");
    }

    private static ApiAnswer error(int status, int code, String message) {
        return new ApiAnswer(status, TwilioError.of(status, code, message));
    }
}
