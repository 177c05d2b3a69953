package dev.offhook.dialogue.erasure;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.dialogue.background.Background;
import dev.offhook.dialogue.limits.CallLimits;
import dev.offhook.dialogue.limits.MessageLimits;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/** This replica's share of the erasures. One at a time: nobody waits on the line. */
@ApplicationScoped
class ErasureWorker {
    private static final Logger LOG = Logger.getLogger(ErasureWorker.class);

    private final Erasures erasures;
    private final ErasedConversations conversations;
    private final RecordingDeletions deletions;
    private final ProviderRecordings providers;
    private final CallLimits calls;
    private final MessageLimits messages;
    private final Duration pollEvery;

    ErasureWorker(
            Erasures erasures,
            ErasedConversations conversations,
            RecordingDeletions deletions,
            ProviderRecordings providers,
            CallLimits calls,
            MessageLimits messages,
            ErasureConfiguration configuration) {
        this.erasures = erasures;
        this.conversations = conversations;
        this.deletions = deletions;
        this.providers = providers;
        this.calls = calls;
        this.messages = messages;
        this.pollEvery = configuration.pollEvery();
    }

    void start(@Observes StartupEvent event, Background background) {
        background.repeat("erasures", Duration.ZERO, pollEvery, this::work);
    }

    /** Does everything that is due now. */
    void work() {
        conversations.takeUpLateRecordings();
        Optional<Erasure> erasure = erasures.claim();
        while (erasure.isPresent()) {
            conversations.erase(erasure.get());
            forgetInLimits(erasure.get());
            erasures.settle(erasure.get());
            erasure = erasures.claim();
        }
        Optional<RecordingDeletion> deletion = deletions.claim();
        while (deletion.isPresent()) {
            var claimed = deletion.get();
            var outcome = providers.delete(claimed.tenant(), claimed.url());
            deletions.note(claimed, outcome);
            LOG.infof(
                    "recording of an erased conversation: conversation=%s outcome=%s attempt=%d",
                    claimed.conversationId(), outcome, claimed.attempts());
            deletion = deletions.claim();
        }
    }

    private void forgetInLimits(Erasure erasure) {
        if (erasure.number() != null) {
            calls.erase(erasure.tenant(), erasure.number());
            messages.erase(erasure.tenant(), erasure.number());
        }
    }
}
