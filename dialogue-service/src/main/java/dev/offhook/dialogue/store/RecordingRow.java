package dev.offhook.dialogue.store;

import java.io.Serializable;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A recording of a conversation, kept by the provider. */
@Entity
@Table(name = "recording")
@IdClass(RecordingRow.Key.class)
public class RecordingRow extends PanacheEntityBase {
    /** Which recording of which conversation. */
    public record Key(String conversationId, String url) implements Serializable {}

    @Id
    @Column(name = "conversation_id")
    public String conversationId;

    @Id
    public String url;

    @Column(name = "duration_seconds")
    public Integer durationSeconds;

    @Column(name = "received_at")
    public Instant receivedAt;
}
