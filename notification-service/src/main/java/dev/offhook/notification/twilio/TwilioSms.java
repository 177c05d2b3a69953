package dev.offhook.notification.twilio;

import java.net.URI;
import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.notification.providers.Account;
import dev.offhook.notification.providers.FoundMessage;
import dev.offhook.notification.providers.LostMessage;
import dev.offhook.notification.providers.OutboundMessage;
import dev.offhook.notification.providers.Outcome;
import dev.offhook.notification.providers.Reached;
import dev.offhook.notification.providers.SmsProvider;
import dev.offhook.notification.providers.TakenMessage;
import dev.offhook.notification.status.ProviderWord;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Twilio's Messages. Its answer below 300 is a message that exists, one of 400 to 499 a message that does not; 429 says
 * so of itself (20429). About anything else, 5xx included, Twilio documents nothing, so that nothing is known.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource">Message resource</a>
 */
@ApplicationScoped
class TwilioSms implements SmsProvider {
    private static final String BUSY = "20429";
    private static final int OPTED_OUT = 21610;
    private static final int NOT_FOUND = 404;
    private static final int MOST_LISTED = 1000;
    private static final Duration LONGEST_VALIDITY = Duration.ofSeconds(36_000);

    private final TwilioApi api;
    private final Optional<String> publicUrl;

    @Inject
    TwilioSms(@RestClient TwilioApi api, TwilioConfiguration configuration) {
        this.api = api;
        this.publicUrl = configuration.publicUrl().map(URI::toString).map(url -> url.replaceAll("/+$", ""));
    }

    @Override
    public Provider provider() {
        return Provider.TWILIO;
    }

    @Override
    public Channel.Kind channel() {
        return Channel.Kind.TWILIO_SMS;
    }

    @Override
    public String secret() {
        return TenantConfiguration.TWILIO_AUTH_TOKEN;
    }

    @Override
    public Outcome send(Account account, OutboundMessage message) {
        return Reached.asked("Twilio", () -> created(account, message), BUSY, TwilioSms::refused);
    }

    private Outcome created(Account account, OutboundMessage message) {
        var created = api.create(
                account.id(),
                basic(account),
                message.recipient(),
                message.sender(),
                message.body(),
                statusCallback(message),
                seconds(message.validity()));
        return created == null || created.sid() == null
                ? new Outcome.Lost("Twilio took the message without telling its sid")
                : new Outcome.Taken(created.sid());
    }

    @Override
    public List<FoundMessage> find(Account account, LostMessage lost) {
        return Reached.told(
                "Twilio",
                () ->
                        api
                                .list(account.id(), basic(account), lost.recipient(), lost.sender(), MOST_LISTED)
                                .messages()
                                .stream()
                                .filter(message -> message.sid() != null
                                        && !"inbound".equals(message.direction())
                                        && lost.body().equals(message.body())
                                        && !created(message).isBefore(lost.since()))
                                .map(TwilioSms::found)
                                .toList()
                                .reversed());
    }

    @Override
    public Optional<FoundMessage> look(Account account, TakenMessage taken) {
        return Reached.told("Twilio", () -> {
            try {
                return Optional.of(api.fetch(account.id(), basic(account), taken.id()))
                        .filter(message -> taken.id().equals(message.sid()))
                        .map(TwilioSms::found);
            } catch (WebApplicationException e) {
                if (e.getResponse().getStatus() == NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private static FoundMessage found(TwilioMessage message) {
        return new FoundMessage(
                message.sid(),
                ProviderWord.ofTwilio(message.status() == null ? "" : message.status()),
                message.errorCode());
    }

    /** One whose time does not read may be the wanted one: it is not left out. */
    private static Instant created(TwilioMessage message) {
        try {
            return message.dateCreated() == null
                    ? Instant.MAX
                    : ZonedDateTime.parse(message.dateCreated(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException e) {
            return Instant.MAX;
        }
    }

    private String statusCallback(OutboundMessage message) {
        return publicUrl
                .map(url -> url + "/t/" + message.tenant() + "/webhook/sms-status?message="
                        + URLEncoder.encode(message.requestId(), UTF_8))
                .orElse(null);
    }

    private static int seconds(Duration validity) {
        var shorter = validity.compareTo(LONGEST_VALIDITY) < 0 ? validity : LONGEST_VALIDITY;
        return Math.toIntExact(Math.max(1, shorter.toSeconds()));
    }

    private static String basic(Account account) {
        return "Basic " + Base64.getEncoder().encodeToString((account.id() + ":" + account.secret()).getBytes(UTF_8));
    }

    private static Outcome refused(Response response) {
        var error = error(response);
        return error.code() == null
                ? Reached.refused(response)
                : new Outcome.Refused(error.code().toString(), error.message(), error.code() == OPTED_OUT);
    }

    private static TwilioError error(Response response) {
        try {
            var error = response.readEntity(TwilioError.class);
            return error == null ? new TwilioError(null, null, null) : error;
        } catch (RuntimeException e) {
            // A proxy's page, for example: the status says enough.
            return new TwilioError(null, null, null);
        }
    }
}
