package dev.offhook.notification.sending;

import java.time.Instant;

import dev.offhook.notification.providers.Account;
import dev.offhook.notification.providers.OutboundMessage;
import dev.offhook.notification.providers.SmsProvider;
import dev.offhook.notification.store.StoredMessage;

/**
 * A provider is to be asked, and the database knows.
 *
 * @param stored the message, marked
 * @param provider who is asked
 * @param account in whose name
 * @param message what is asked for
 * @param since the mark: tells this attempt from others of the message
 */
record Attempt(StoredMessage stored, SmsProvider provider, Account account, OutboundMessage message, Instant since) {
    String requestId() {
        return stored.requestId();
    }
}
