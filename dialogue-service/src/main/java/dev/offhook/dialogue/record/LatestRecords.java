package dev.offhook.dialogue.record;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.ConversationRecord;

/** The records that hold now. */
@ApplicationScoped
public class LatestRecords {
    private final RecordTasks tasks;

    LatestRecords(RecordTasks tasks) {
        this.tasks = tasks;
    }

    /** The latest record of a conversation, published or about to be; empty as long as there is none. */
    public Optional<ConversationRecord> of(String conversationId) {
        return tasks.latest(conversationId);
    }
}
