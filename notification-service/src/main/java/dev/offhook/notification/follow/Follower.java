package dev.offhook.notification.follow;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import dev.offhook.events.SmsEvent.Status;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.notification.database.Database;
import dev.offhook.notification.outbox.Outbox;
import dev.offhook.notification.providers.FoundMessage;
import dev.offhook.notification.providers.LookupFailedException;
import dev.offhook.notification.providers.NoAccountException;
import dev.offhook.notification.providers.Providers;
import dev.offhook.notification.providers.TakenMessage;
import dev.offhook.notification.rounds.Rounds;
import dev.offhook.notification.sending.SendingConfiguration;
import dev.offhook.notification.store.Journal;
import dev.offhook.notification.store.Messages;
import dev.offhook.notification.store.Queue;
import dev.offhook.notification.store.StoredMessage;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/**
 * Asks providers what became of the messages that they have taken: Voximplant reports nothing by itself, and a report of
 * Twilio's may be lost. What they say is applied as a report is, so that whichever comes first counts.
 */
@ApplicationScoped
public class Follower {
    private static final Logger LOG = Logger.getLogger(Follower.class);
    private static final int AT_A_TIME = 16;

    private final Database database;
    private final Followed followed;
    private final Messages messages;
    private final Queue queue;
    private final Journal journal;
    private final Outbox outbox;
    private final Providers providers;
    private final Tenants tenants;
    private final FollowConfiguration configuration;
    private final SendingConfiguration sending;
    private final Rounds rounds = new Rounds("sms-follower");

    @Inject
    Follower(
            Database database,
            Followed followed,
            Messages messages,
            Queue queue,
            Journal journal,
            Outbox outbox,
            Providers providers,
            Tenants tenants,
            FollowConfiguration configuration,
            SendingConfiguration sending) {
        this.database = database;
        this.followed = followed;
        this.messages = messages;
        this.queue = queue;
        this.journal = journal;
        this.outbox = outbox;
        this.providers = providers;
        this.tenants = tenants;
        this.configuration = configuration;
        this.sending = sending;
    }

    void start(@Observes StartupEvent event) {
        rounds.every(configuration.every(), "messages cannot be followed now", AT_A_TIME, this::claim, this::followOne);
    }

    private List<String> claim() {
        return tenants.loaded()
                ? database.transaction(sql -> followed.claim(sql, database.now(), AT_A_TIME))
                : List.of();
    }

    private void followOne(String requestId) {
        try {
            messages.find(requestId)
                    .filter(message -> message.state() == Status.SENT)
                    .ifPresent(this::look);
        } catch (LookupFailedException | NoAccountException e) {
            LOG.infof("message cannot be followed now: request=%s reason=%s", requestId, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "following failed: request=%s", requestId);
        }
    }

    private void look(StoredMessage message) {
        var going = message.queued().going();
        var provider = providers.of(going.channel()).orElseThrow();
        var tenant = tenants.bySlug(message.queued().tenant())
                .orElseThrow(() -> new LookupFailedException("the tenant is not known any more"));
        var taken = new TakenMessage(
                message.providerId(),
                going.sender(),
                message.queued().recipient(),
                message.askedAt().minus(sending.reconcile().clockSkew()));
        provider.look(providers.account(tenant, provider), taken).ifPresent(found -> apply(message, found));
    }

    private void apply(StoredMessage followed, FoundMessage found) {
        database.transaction(sql -> {
            queue.lockProviderId(sql, followed.provider(), followed.providerId());
            queue.locked(sql, followed.requestId())
                    .ifPresent(
                            message -> journal.reported(sql, message, found.word(), found.errorCode(), database.now()));
            return null;
        });
        outbox.committed();
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }
}
