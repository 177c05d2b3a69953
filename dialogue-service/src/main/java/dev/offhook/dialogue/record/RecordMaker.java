package dev.offhook.dialogue.record;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.record.CostsOf.Used;
import dev.offhook.dialogue.store.TenantVersions;
import dev.offhook.events.ConversationRecord;
import dev.offhook.events.ConversationRecord.Costs;
import dev.offhook.events.ConversationRecord.Extraction;
import dev.offhook.events.TenantConfiguration;
import org.jboss.logging.Logger;

/** Makes the document of a conversation. Holds no transaction while it waits for the summary. */
@ApplicationScoped
class RecordMaker {
    private static final Logger LOG = Logger.getLogger(RecordMaker.class);

    private final ConversationReader conversations;
    private final TenantVersions tenants;
    private final RecordTasks tasks;
    private final Summarizer summarizer;
    private final CostsOf costsOf;
    private final int summaryAttempts;

    RecordMaker(
            ConversationReader conversations,
            TenantVersions tenants,
            RecordTasks tasks,
            Summarizer summarizer,
            CostsOf costsOf,
            RecordConfiguration configuration) {
        this.conversations = conversations;
        this.tenants = tenants;
        this.tasks = tasks;
        this.summarizer = summarizer;
        this.costsOf = costsOf;
        this.summaryAttempts = configuration.summaryAttempts();
    }

    /**
     * The document, without its revision; empty while the conversation goes on.
     *
     * @throws RuntimeException when there is no summary yet and another attempt may bring one
     */
    Optional<ConversationRecord> make(RecordTask task) {
        return conversations
                .read(task.conversationId())
                .filter(conversation -> conversation.outcome() != null)
                .map(over -> make(task, over));
    }

    private ConversationRecord make(RecordTask task, StoredConversation over) {
        var tenant = tenants.atOrNow(over.tenant(), over.tenantVersion()).orElse(null);
        var costs = tenant == null ? null : costs(tenant, over);
        return over.erased()
                ? RecordDocument.erased(over, costs)
                : RecordDocument.of(over, extraction(task, tenant, over), costs);
    }

    private Extraction extraction(RecordTask task, TenantConfiguration tenant, StoredConversation over) {
        var found = found(task, tenant, over);
        return new Extraction(
                found.absent(), found.summary(), RecordDocument.fields(tenant, over.noted(), found.fields()));
    }

    /** A recording that comes later changes nothing about what was said: the summary that is there is paid for. */
    private Extraction found(RecordTask task, TenantConfiguration tenant, StoredConversation over) {
        return tasks.latest(over.id())
                .filter(before -> before.transcript().equals(over.transcript()))
                .map(ConversationRecord::extraction)
                .filter(extraction -> extraction.absent() == null)
                .orElseGet(() -> summarize(task, tenant, over));
    }

    private Extraction summarize(RecordTask task, TenantConfiguration tenant, StoredConversation over) {
        if (tenant == null) {
            return new Extraction("failed", null, List.of());
        }
        try {
            return summarizer.summarize(tenant, over.transcript(), over.noted());
        } catch (RuntimeException e) {
            if (task.attempts() < summaryAttempts) {
                throw e;
            }
            LOG.warnf("a record without a summary: conversation=%s cause=%s", over.id(), e.getClass());
            return new Extraction("failed", null, List.of());
        }
    }

    private Costs costs(TenantConfiguration tenant, StoredConversation over) {
        return costsOf.costs(
                tenant,
                new Used(
                        over.id(),
                        over.medium(),
                        over.provider(),
                        over.inputTokens(),
                        over.outputTokens(),
                        over.durationSeconds() == null ? 0 : over.durationSeconds()));
    }
}
