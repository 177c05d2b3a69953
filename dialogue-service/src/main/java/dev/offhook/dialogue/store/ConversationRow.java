package dev.offhook.dialogue.store;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.dialogue.conversation.ConversationState;
import dev.offhook.dialogue.conversation.Memory;
import dev.offhook.events.Provider;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A {@link Conversation} as a row. */
@Entity
@Table(name = "conversation")
public class ConversationRow extends PanacheEntityBase {
    private static final String ACTIVE = "active";
    private static final String ENDED = "ended";

    @Id
    public String id;

    public String tenant;

    @Enumerated(EnumType.STRING)
    public Conversation.Medium medium;

    @Enumerated(EnumType.STRING)
    public Provider provider;

    @Column(name = "thread_key")
    public String threadKey;

    @Column(name = "from_number")
    public String from;

    @Column(name = "to_number")
    public String to;

    @Column(name = "tenant_version")
    public Long tenantVersion;

    @Column(name = "last_turn")
    public int lastTurn;

    public String asked;

    public int misses;

    /** JSON of what else it remembers; null for nothing. */
    public String memory;

    public String status;

    /** Written once, when it ends. */
    @Column(insertable = false, updatable = false)
    public String outcome;

    @Column(name = "duration_seconds", insertable = false, updatable = false)
    public Integer durationSeconds;

    @Column(name = "started_at")
    public Instant startedAt;

    @Column(name = "last_activity_at")
    public Instant lastActivityAt;

    @Column(name = "ended_at")
    public Instant endedAt;

    @Version
    public int version;

    static ConversationRow of(Conversation conversation) {
        var row = new ConversationRow();
        row.id = conversation.id();
        row.tenant = conversation.tenant();
        row.medium = conversation.medium();
        row.provider = conversation.provider();
        row.threadKey = conversation.threadKey();
        row.from = conversation.from();
        row.to = conversation.to();
        row.tenantVersion = conversation.tenantVersion();
        row.lastTurn = conversation.state().lastTurn();
        row.asked = conversation.state().asked();
        row.misses = conversation.state().misses();
        var memory = conversation.state().memory();
        row.memory = memory.equals(Memory.EMPTY) ? null : StoredJson.write(memory);
        row.status = conversation.over() ? ENDED : ACTIVE;
        row.startedAt = conversation.started();
        row.lastActivityAt = conversation.lastActivity();
        row.endedAt = conversation.ended();
        row.version = conversation.version();
        return row;
    }

    Conversation conversation() {
        return new Conversation(
                id,
                tenant,
                medium,
                provider,
                threadKey,
                from,
                to,
                tenantVersion,
                new ConversationState(lastTurn, asked, misses, StoredJson.memory(memory)),
                endedAt,
                startedAt,
                lastActivityAt,
                version);
    }
}
