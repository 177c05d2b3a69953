package dev.offhook.local.simulator.twilio;

import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.offhook.local.simulator.ApiAnswer;
import dev.offhook.local.simulator.ApiRequest;
import dev.offhook.local.simulator.Network;
import dev.offhook.local.simulator.ProviderApi;
import dev.offhook.local.simulator.Sound;
import io.vertx.core.Vertx;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Messages: create, list, fetch. Numbers: list. Recordings: their media, delete. It knows one account, that of the demo
 * tenants, which lets nobody hear its recordings without a password.
 */
public final class TwilioApi implements ProviderApi {
    static final String ACCOUNT = "AC00000000000000000000000000000001";
    static final String AUTH_TOKEN = "12345";

    private static final String PREFIX = "/2010-04-01/";
    private static final Pattern MESSAGES = Pattern.compile("/2010-04-01/Accounts/([^/]+)/Messages\\.json");
    private static final Pattern MESSAGE = Pattern.compile("/2010-04-01/Accounts/([^/]+)/Messages/([^/]+)\\.json");
    private static final Pattern RECORDING =
            Pattern.compile("/2010-04-01/Accounts/([^/]+)/Recordings/(RE[0-9a-fA-F]{32})\\.json");

    private static final Pattern NUMBERS = Pattern.compile("/2010-04-01/Accounts/([^/]+)/IncomingPhoneNumbers\\.json");
    private static final Pattern MEDIA =
            Pattern.compile("/2010-04-01/Accounts/([^/]+)/Recordings/(RE[0-9a-fA-F]{32})(\\.mp3|\\.wav)?");

    private final MessagesApi messages;
    private final NumbersApi numbers;
    /** Nobody records here: whatever has not been deleted yet is taken to be there. */
    private final Set<String> deletedRecordings = ConcurrentHashMap.newKeySet();

    /**
     * Sends over {@code network}, and tells how far messages are from {@code vertx}.
     *
     * @param publicUrl of webhook-service, where the numbers' webhooks are
     */
    public TwilioApi(Network network, Vertx vertx, String publicUrl) {
        this.numbers = new NumbersApi(publicUrl);
        this.messages = new MessagesApi(network, new StatusCallbacks(network, vertx));
    }

    @Override
    public boolean serves(String path) {
        return path.startsWith(PREFIX);
    }

    @Override
    public ApiAnswer answer(ApiRequest request) {
        Matcher list = MESSAGES.matcher(request.path());
        if (list.matches()) {
            if (!opens(request.authorization(), list.group(1))) {
                return TwilioError.answer(20003, "Authenticate");
            }
            return switch (request.method()) {
                case "POST" -> messages.create(request);
                case "GET" -> messages.list(request);
                default -> TwilioError.notFound(request.path());
            };
        }
        Matcher message = MESSAGE.matcher(request.path());
        if (message.matches() && "GET".equals(request.method())) {
            return opens(request.authorization(), message.group(1))
                    ? messages.fetch(message.group(2), request.path())
                    : TwilioError.answer(20003, "Authenticate");
        }
        Matcher owned = NUMBERS.matcher(request.path());
        if (owned.matches() && "GET".equals(request.method())) {
            return opens(request.authorization(), owned.group(1))
                    ? numbers.list(request)
                    : TwilioError.answer(20003, "Authenticate");
        }
        Matcher media = MEDIA.matcher(request.path());
        if (media.matches() && "GET".equals(request.method())) {
            return opens(request.authorization(), media.group(1))
                    ? media(media.group(2), media.group(3), request.path())
                    : TwilioError.answer(20003, "Authenticate");
        }
        Matcher recording = RECORDING.matcher(request.path());
        if (recording.matches() && "DELETE".equals(request.method())) {
            return opens(request.authorization(), recording.group(1))
                    ? delete(recording.group(2), request.path())
                    : TwilioError.answer(20003, "Authenticate");
        }
        return TwilioError.notFound(request.path());
    }

    private ApiAnswer media(String recording, String ending, String path) {
        if (deletedRecordings.contains(recording)) {
            return TwilioError.notFound(path);
        }
        return new ApiAnswer(200, ".mp3".equals(ending) ? Sound.mp3() : Sound.wav());
    }

    private ApiAnswer delete(String recording, String path) {
        return deletedRecordings.add(recording) ? new ApiAnswer(204, null) : TwilioError.notFound(path);
    }

    private static boolean opens(String authorization, String account) {
        String known = "Basic " + Base64.getEncoder().encodeToString((ACCOUNT + ":" + AUTH_TOKEN).getBytes(UTF_8));
        return ACCOUNT.equals(account) && known.equals(authorization);
    }
}
