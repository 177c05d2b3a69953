package dev.offhook.dialogue.record;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

/**
 * Sees one task through. Wherever it stops, whoever claims the task next finds out what is there and goes on: a
 * document is stored before it is published, and the topic's end is stored before the document is sent.
 */
@ApplicationScoped
class RecordWork {
    private static final Logger LOG = Logger.getLogger(RecordWork.class);

    private final RecordTasks tasks;
    private final RecordMaker maker;
    private final RecordTopic topic;

    RecordWork(RecordTasks tasks, RecordMaker maker, RecordTopic topic) {
        this.tasks = tasks;
        this.maker = maker;
        this.topic = topic;
    }

    /** Makes, stores and publishes what is due, and gives the task back. Blocks; only for a virtual thread. */
    void run(RecordTask task) {
        try {
            publish(task);
            if (task.newsToTell()) {
                maker.make(task).filter(document -> tasks.store(task, document)).ifPresent(_ -> publish(task));
            }
            tasks.done(task);
        } catch (ClaimLostException e) {
            LOG.debugf("%s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warnf(
                    "a record failed, trying again: conversation=%s attempt=%d cause=%s",
                    task.conversationId(), task.attempts(), e);
            tasks.failed(task);
        }
    }

    private void publish(RecordTask task) {
        for (var revision : tasks.unpublished(task.conversationId())) {
            boolean triedBefore = revision.lookFrom() != null;
            var from = triedBefore ? revision.lookFrom() : topic.end(task.conversationId());
            if (tasks.publishing(task, revision, from)) {
                if (!triedBefore || !topic.has(revision, from)) {
                    topic.publish(revision);
                }
                tasks.published(revision);
                LOG.debugf(
                        "a record is out: conversation=%s revision=%d",
                        task.conversationId(), revision.document().revision());
            }
        }
    }
}
