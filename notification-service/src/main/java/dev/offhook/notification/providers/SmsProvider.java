package dev.offhook.notification.providers;

import java.util.List;
import java.util.Optional;

import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration.Channel;

/**
 * Somebody who carries messages. It knows the provider's wire and nothing of ours: no retries, no state.
 *
 * <p>To add one: implement this as an application-scoped bean, with a {@link Channel.Kind} of its own.
 */
public interface SmsProvider {

    /** Its name. */
    Provider provider();

    /** The kind of channel that it carries. */
    Channel.Kind channel();

    /** Name of the tenant's secret that opens its API. */
    String secret();

    /**
     * Asks it once to send a message, and says for certain what is certain. Blocks, at most for the connect and the read
     * timeout of its client together.
     *
     * @return never null, and never an exception for what the provider or the network does
     */
    Outcome send(Account account, OutboundMessage message);

    /**
     * Finds what may be a message whose answer was lost: same sender, recipient and words, created since it was asked
     * for. Messages that are known to be others may be among them.
     *
     * @return as many as there are, at most the 1000 newest, the oldest first; none is no proof that none will appear:
     *     providers list what they took some time later
     * @throws LookupFailedException when it cannot be known: look again later
     */
    List<FoundMessage> find(Account account, LostMessage lost);

    /**
     * Asks how far a message is that it has taken.
     *
     * @return empty when it has no such message, or does not list it
     * @throws LookupFailedException when it cannot be known: look again later
     */
    Optional<FoundMessage> look(Account account, TakenMessage taken);
}
