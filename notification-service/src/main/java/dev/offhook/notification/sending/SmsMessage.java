package dev.offhook.notification.sending;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import dev.offhook.events.Provider;
import dev.offhook.notification.message.MessageState;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** One request and what became of it. */
@Entity
@Table(name = "sms_message")
public class SmsMessage extends PanacheEntityBase {
    private static final String ACCEPTED = "accepted";
    private static final String SENDING = "sending";
    private static final String SENT = "sent";
    private static final String FAILED = "failed";
    private static final String UNKNOWN = "unknown";

    /** The request's {@code ce_id}. */
    @Id
    @Column(name = "request_id")
    public String requestId;

    public String tenant;

    @Column(name = "thread_key")
    public String threadKey;

    public String recipient;

    /** Null until it is known from which number the message goes. */
    public String sender;

    public String text;

    public String purpose;

    public String conversation;

    public String provider = Provider.TWILIO.id();

    @Column(name = "provider_id")
    public String providerId;

    @Column(name = "state")
    public String stateName;

    @Column(name = "error_code")
    public String errorCode;

    public String reason;

    /** How often the provider was asked. */
    public int attempts;

    /** When whoever sends must be done; null when nobody sends. */
    @Column(name = "lease_until")
    public Instant sendingUntil;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** When the present outcome was reached; null without one. */
    @Column(name = "finished_at")
    public Instant finishedAt;

    /** Where the message stands. */
    public MessageState state() {
        return switch (stateName) {
            case ACCEPTED -> new MessageState.Accepted();
            case SENDING -> new MessageState.Sending();
            case SENT -> new MessageState.Sent(providerId);
            case FAILED -> new MessageState.Failed(errorCode, reason);
            case UNKNOWN -> new MessageState.Unknown(reason);
            default -> throw new IllegalStateException("state '" + stateName + "' is not known; one is " + SENT);
        };
    }

    /** Moves the row to {@code state}. */
    void become(MessageState state, Instant now) {
        stateName = name(state);
        providerId = state instanceof MessageState.Sent(String id) ? id : null;
        errorCode = state instanceof MessageState.Failed(String code, String _) ? code : null;
        reason = switch (state) {
            case MessageState.Failed failed -> failed.reason();
            case MessageState.Unknown unknown -> unknown.reason();
            case MessageState.Accepted _, MessageState.Sending _, MessageState.Sent _ -> null;
        };
        sendingUntil = null;
        updatedAt = now;
        finishedAt = state.isOutcome() ? now : null;
    }

    private static String name(MessageState state) {
        return switch (state) {
            case MessageState.Accepted _ -> ACCEPTED;
            case MessageState.Sending _ -> SENDING;
            case MessageState.Sent _ -> SENT;
            case MessageState.Failed _ -> FAILED;
            case MessageState.Unknown _ -> UNKNOWN;
        };
    }
}
