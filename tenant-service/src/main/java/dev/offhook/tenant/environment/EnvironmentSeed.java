package dev.offhook.tenant.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel.Kind;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.tenant.configuration.Change;
import dev.offhook.tenant.configuration.InvalidTenantException;
import dev.offhook.tenant.configuration.Origin;
import dev.offhook.tenant.configuration.TenantBlock;
import dev.offhook.tenant.configuration.TenantChanges;
import dev.offhook.tenant.configuration.TenantDirectory;
import dev.offhook.tenant.configuration.TenantDocument;
import dev.offhook.tenant.configuration.TenantDocument.ChannelBlock;
import dev.offhook.tenant.rules.BlockReader;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/**
 * Fills the tenant {@value #SLUG} from environment variables when there has never been one. Nothing that is wrong with
 * them keeps the service from starting: the log says what.
 */
@ApplicationScoped
class EnvironmentSeed {
    /** The tenant that is filled. */
    static final String SLUG = "default";

    private static final Logger LOG = Logger.getLogger(EnvironmentSeed.class);
    private static final String MODEL = "default-tenant.yaml";
    /** After the tenants file, which may have this tenant. */
    private static final int AFTER_IMPORT = 3_000;

    private final SeedConfiguration configuration;
    private final TenantDirectory directory;
    private final TenantChanges changes;

    EnvironmentSeed(SeedConfiguration configuration, TenantDirectory directory, TenantChanges changes) {
        this.configuration = configuration;
        this.directory = directory;
        this.changes = changes;
    }

    void start(@Observes @Priority(AFTER_IMPORT) StartupEvent event) {
        var twilio = new LinkedHashMap<String, Optional<String>>();
        twilio.put("TWILIO_ACCOUNT_SID", configuration.twilio().accountSid());
        twilio.put("TWILIO_AUTH_TOKEN", configuration.twilio().authToken());
        twilio.put("TWILIO_PHONE_NUMBER", configuration.twilio().phoneNumber());
        var voximplant = new LinkedHashMap<String, Optional<String>>();
        voximplant.put("VOXIMPLANT_ACCOUNT_ID", configuration.voximplant().accountId());
        voximplant.put("VOXIMPLANT_API_KEY", configuration.voximplant().apiKey());
        voximplant.put("VOXIMPLANT_APPLICATION_ID", configuration.voximplant().applicationId());
        if (isEmpty(twilio) && isEmpty(voximplant) || directory.everExisted(SLUG)) {
            return;
        }
        var channels = new ArrayList<ChannelBlock>();
        var secrets = new LinkedHashMap<String, String>();
        if (isWhole("Twilio", twilio)) {
            twilio(channels, secrets);
        }
        if (isWhole("Voximplant", voximplant)) {
            voximplant(channels, secrets);
        }
        if (!channels.isEmpty()) {
            create(new TenantBlock(model().withChannels(channels), secrets));
        }
    }

    private void twilio(List<ChannelBlock> channels, Map<String, String> secrets) {
        String account = configuration.twilio().accountSid().orElseThrow();
        String number = configuration.twilio().phoneNumber().orElseThrow();
        var numbers = List.of(PhoneNumbers.e164(number).orElse(number));
        channels.add(channel(Kind.TWILIO_VOICE, true, numbers, account, null));
        channels.add(channel(Kind.TWILIO_SMS, true, numbers, account, null));
        secrets.put(
                TenantConfiguration.TWILIO_AUTH_TOKEN,
                configuration.twilio().authToken().orElseThrow());
    }

    private void voximplant(List<ChannelBlock> channels, Map<String, String> secrets) {
        // Off: what its scenario posts cannot be told from anybody's post until there is a key, and that is nobody's
        // to guess.
        channels.add(channel(
                Kind.VOXIMPLANT_VOICE,
                false,
                List.of(),
                configuration.voximplant().accountId().orElseThrow(),
                configuration.voximplant().applicationId().orElseThrow()));
        secrets.put(
                TenantConfiguration.VOXIMPLANT_API_KEY,
                configuration.voximplant().apiKey().orElseThrow());
    }

    private void create(TenantBlock block) {
        try {
            changes.create(block, new Change(Change.SERVICE, Origin.ENVIRONMENT));
            LOG.infof(
                    "tenant filled from environment variables: slug=%s channels=%d",
                    SLUG, block.document().channels().size());
        } catch (InvalidTenantException e) {
            if (directory.everExisted(SLUG)) {
                LOG.infof("another replica has filled the tenant: slug=%s", SLUG);
            } else {
                LOG.errorf("tenant not filled from environment variables: slug=%s problems=%s", SLUG, e.getMessage());
            }
        } catch (ProblemException e) {
            LOG.errorf("tenant not filled from environment variables: slug=%s problem=%s", SLUG, e.getMessage());
        }
    }

    private static boolean isEmpty(Map<String, Optional<String>> variables) {
        return variables.values().stream().allMatch(Optional::isEmpty);
    }

    private static boolean isWhole(String provider, Map<String, Optional<String>> variables) {
        var missing = variables.entrySet().stream()
                .filter(variable -> variable.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (!missing.isEmpty() && missing.size() < variables.size()) {
            LOG.warnf("tenant %s gets no channels of %s, variables are missing: %s", SLUG, provider, missing);
        }
        return missing.isEmpty();
    }

    private static ChannelBlock channel(
            Kind kind, boolean enabled, List<String> numbers, String account, String application) {
        return new ChannelBlock(
                kind,
                enabled,
                numbers,
                account,
                null,
                null,
                null,
                null,
                null,
                null,
                application,
                null,
                null,
                null,
                null);
    }

    private static TenantDocument model() {
        try (var yaml = EnvironmentSeed.class.getResourceAsStream("/" + MODEL)) {
            return BlockReader.read(BlockReader.YAML.readTree(yaml)).document();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
