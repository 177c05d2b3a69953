package dev.offhook.dialogue.store;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import dev.offhook.events.Event;
import dev.offhook.events.EventJson;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** One message that was decided to be published in answer to an event. */
@Entity
@Table(name = "reply_chunk")
@IdClass(ReplyChunk.Key.class)
public class ReplyChunk extends PanacheEntityBase {
    /** Which answer to which event. */
    public record Key(String eventId, int seq) implements Serializable {}

    @Id
    @Column(name = "event_id")
    public String eventId;

    @Id
    public int seq;

    public String type;

    public String data;

    static ReplyChunk of(String eventId, int seq, Event message) {
        var chunk = new ReplyChunk();
        chunk.eventId = eventId;
        chunk.seq = seq;
        chunk.type = EventJson.typeOf(message.getClass());
        chunk.data = new String(EventJson.write(message), StandardCharsets.UTF_8);
        return chunk;
    }

    Event message() {
        return EventJson.read(type, data.getBytes(StandardCharsets.UTF_8));
    }
}
