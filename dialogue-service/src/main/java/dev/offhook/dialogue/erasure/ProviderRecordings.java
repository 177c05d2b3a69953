package dev.offhook.dialogue.erasure;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.kit.secrets.SecretUnreadableException;
import dev.offhook.kit.tenants.Tenants;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Deletes recordings where the providers keep them. */
@ApplicationScoped
class ProviderRecordings {
    private static final Pattern TWILIO = Pattern.compile(
            "https?://[^/]+/2010-04-01/Accounts/(AC[0-9a-fA-F]{32})/Recordings/(RE[0-9a-fA-F]{32})\\b.*");
    private static final int NOT_FOUND = 404;

    private final TwilioRecordingsApi twilio;
    private final Tenants tenants;
    private final SecretBox secrets;

    ProviderRecordings(@RestClient TwilioRecordingsApi twilio, Tenants tenants, SecretBox secrets) {
        this.twilio = twilio;
        this.tenants = tenants;
        this.secrets = secrets;
    }

    /**
     * Asks the provider to delete a recording. Blocks; only for a virtual thread.
     *
     * @param tenant slug of the tenant whose credentials are used
     * @param url where the provider keeps it, as the provider told
     */
    Deleted delete(String tenant, String url) {
        Matcher recording = TWILIO.matcher(url);
        if (!recording.matches()) {
            // Voximplant's documented calls list and fetch recordings; none deletes one.
            return new Deleted.ByHand("this provider has no documented call that deletes a recording; delete it in its"
                    + " control panel");
        }
        String account = recording.group(1);
        Optional<TenantConfiguration> configuration = tenants.bySlug(tenant);
        if (configuration.isEmpty()) {
            return new Deleted.NotYet("tenant '" + tenant + "' is not known");
        }
        if (configuration.get().channels().stream().map(Channel::account).noneMatch(account::equals)) {
            return new Deleted.NotYet("the recording belongs to account " + account + ", which no channel of tenant '"
                    + tenant + "' has");
        }
        try {
            String token =
                    secrets.decrypt(tenant, configuration.get().secrets().get(TenantConfiguration.TWILIO_AUTH_TOKEN));
            return delete(account, recording.group(2), basic(account, token));
        } catch (SecretUnreadableException e) {
            return new Deleted.NotYet(e.getMessage());
        }
    }

    private Deleted delete(String account, String recording, String authorization) {
        try {
            twilio.delete(account, recording, authorization);
            return new Deleted.Gone();
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
            return status == NOT_FOUND
                    ? new Deleted.Gone()
                    : new Deleted.NotYet("Twilio answered with status " + status);
        } catch (RuntimeException e) {
            return new Deleted.NotYet("Twilio cannot be reached");
        }
    }

    private static String basic(String account, String token) {
        return "Basic " + Base64.getEncoder().encodeToString((account + ":" + token).getBytes(UTF_8));
    }
}
