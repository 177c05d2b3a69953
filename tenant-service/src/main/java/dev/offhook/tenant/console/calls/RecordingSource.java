package dev.offhook.tenant.console.calls;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.tenant.console.connect.TenantSecrets;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Fetches a recording where its provider keeps it. Only the configured places are asked, so that an address in a
 * conversation reaches nothing else, and a redirect is followed only to one of them.
 */
@ApplicationScoped
class RecordingSource {
    private static final Logger LOG = Logger.getLogger(RecordingSource.class);
    private static final Pattern TWILIO_ACCOUNT =
            Pattern.compile("/2010-04-01/Accounts/(AC[0-9a-fA-F]{32})/Recordings/RE[0-9a-fA-F]{32}(\\.mp3|\\.wav)?");
    private static final Pattern RANGE = Pattern.compile("bytes=[0-9]{0,15}-[0-9]{0,15}");
    private static final List<String> TYPES =
            List.of("audio/mpeg", "audio/mp3", "audio/wav", "audio/x-wav", "audio/wave", "audio/ogg", "audio/webm");
    private static final int REDIRECTS = 2;

    private final RecordingsConfiguration configuration;
    private final TenantSecrets secrets;
    private final Origins twilio;
    private final Origins voximplant;
    private final HttpClient http;

    RecordingSource(RecordingsConfiguration configuration, TenantSecrets secrets) {
        this.configuration = configuration;
        this.secrets = secrets;
        twilio = new Origins(configuration.twilio());
        voximplant = new Origins(configuration.voximplant());
        http = HttpClient.newBuilder()
                .connectTimeout(configuration.connectWithin())
                .followRedirects(Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** What came of it. */
    sealed interface Fetched {
        /**
         * The sound, or the part of it that was asked for.
         *
         * @param status 200 or 206
         * @param range the {@code Content-Range}, null for all of it
         * @param sound to be closed
         */
        record Sound(
                int status,
                String type,
                OptionalLong length,
                @Nullable String range,
                InputStream sound) implements Fetched {}

        /** It is at no place that may be asked. */
        record Foreign() implements Fetched {}

        /** There is no key to ask with. */
        record NoKey() implements Fetched {}

        /** The provider has it no more. */
        record Gone() implements Fetched {}

        /** No such part of it. */
        record NoSuchRange() implements Fetched {}

        /** The provider does not answer, or with something else. */
        record Away() implements Fetched {}
    }

    /**
     * Asks for a recording. Blocks.
     *
     * @param address as the provider told it
     * @param range the reader's {@code Range}, null for all of it
     */
    Fetched fetch(TenantConfiguration tenant, String address, @Nullable String range) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            return new Fetched.Foreign();
        }
        if (twilio.have(uri) && uri.getRawPath() != null && uri.getRawQuery() == null) {
            var account = TWILIO_ACCOUNT.matcher(uri.getRawPath());
            if (account.matches()) {
                return ofTwilio(tenant, uri, account.group(1), range);
            }
        }
        return voximplant.have(uri) ? get(uri, null, range, REDIRECTS) : new Fetched.Foreign();
    }

    private Fetched ofTwilio(TenantConfiguration tenant, URI uri, String account, @Nullable String range) {
        // Another tenant's account is as foreign as another host.
        if (tenant.channels().stream().map(Channel::account).noneMatch(account::equals)) {
            return new Fetched.Foreign();
        }
        return secrets.twilioToken(tenant, account)
                .map(token -> get(
                        uri,
                        "Basic " + Base64.getEncoder().encodeToString((account + ":" + token).getBytes(UTF_8)),
                        range,
                        REDIRECTS))
                .orElseGet(Fetched.NoKey::new);
    }

    private Fetched get(URI uri, @Nullable String authorization, @Nullable String range, int redirects) {
        var request = HttpRequest.newBuilder(uri).timeout(configuration.beginWithin());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (range != null && RANGE.matcher(range).matches()) {
            request.header("Range", range);
        }
        HttpResponse<InputStream> answer;
        try {
            answer = http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            return new Fetched.Away();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Fetched.Away();
        }
        var fetched = read(uri, answer, range, redirects);
        if (!(fetched instanceof Fetched.Sound)) {
            close(answer.body());
        }
        return fetched;
    }

    private Fetched read(URI uri, HttpResponse<InputStream> answer, @Nullable String range, int redirects) {
        return switch (answer.statusCode()) {
            case 200, 206 -> sound(answer);
            case 301, 302, 303, 307, 308 -> redirected(uri, answer, range, redirects);
            case 404, 410 -> new Fetched.Gone();
            case 416 -> new Fetched.NoSuchRange();
            default -> new Fetched.Away();
        };
    }

    /** Without the key: it is for the first address alone. */
    private Fetched redirected(URI uri, HttpResponse<?> answer, @Nullable String range, int redirects) {
        URI next;
        try {
            next = answer.headers().firstValue("Location").map(uri::resolve).orElse(null);
        } catch (IllegalArgumentException e) {
            return new Fetched.Away();
        }
        return next == null || redirects == 0 || !(twilio.have(next) || voximplant.have(next))
                ? new Fetched.Away()
                : get(next, null, range, redirects - 1);
    }

    private Fetched sound(HttpResponse<InputStream> answer) {
        var headers = answer.headers();
        var length = headers.firstValueAsLong("Content-Length");
        Optional<String> type = headers.firstValue("Content-Type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(TYPES::contains);
        if (type.isEmpty()
                || length.isPresent()
                        && length.getAsLong() > configuration.largest().asLongValue()) {
            return new Fetched.Away();
        }
        String range = headers.firstValue("Content-Range")
                .filter(value -> value.matches("bytes [0-9]{1,15}-[0-9]{1,15}/([0-9]{1,15}|\\*)"))
                .orElse(null);
        int status = range == null ? 200 : answer.statusCode();
        return new Fetched.Sound(status, type.get(), length, range, answer.body());
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            LOG.debugf("an answer that nobody reads did not close: cause=%s", e.getMessage());
        }
    }
}
