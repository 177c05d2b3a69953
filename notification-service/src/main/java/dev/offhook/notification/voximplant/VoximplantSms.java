package dev.offhook.notification.voximplant;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.notification.providers.Account;
import dev.offhook.notification.providers.FoundMessage;
import dev.offhook.notification.providers.LookupFailedException;
import dev.offhook.notification.providers.LostMessage;
import dev.offhook.notification.providers.OutboundMessage;
import dev.offhook.notification.providers.Outcome;
import dev.offhook.notification.providers.Reached;
import dev.offhook.notification.providers.SmsProvider;
import dev.offhook.notification.providers.TakenMessage;
import dev.offhook.notification.status.ProviderWord;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Voximplant's two ways to send: {@code SendSmsMessage} from a two-way number, {@code A2PSendSms} from a sender that
 * support has registered. The second is taken for a sender that is no number, for a text that is too long for the first,
 * and when Voximplant says that the number cannot do the first, which has then sent nothing.
 */
@ApplicationScoped
class VoximplantSms implements SmsProvider {
    private static final int LONGEST_TWO_WAY = 765;
    private static final int MOST_LISTED = 1000;
    private static final String OUTGOING = "OUT";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** 340: rate limit; 515: the same operation is limited. */
    private static final Set<Integer> BUSY = Set.of(340, 515);
    /** 386: SMS is disabled for the number; 528: the number does not support SMS. */
    private static final Set<String> NOT_TWO_WAY = Set.of("386", "528");
    /** 509: the account has no A2P messages. */
    private static final int NO_A2P = 509;

    private final VoximplantApi api;

    @Inject
    VoximplantSms(@RestClient VoximplantApi api) {
        this.api = api;
    }

    @Override
    public Provider provider() {
        return Provider.VOXIMPLANT;
    }

    @Override
    public Channel.Kind channel() {
        return Channel.Kind.VOXIMPLANT_SMS;
    }

    @Override
    public String secret() {
        return TenantConfiguration.VOXIMPLANT_API_KEY;
    }

    @Override
    public Outcome send(Account account, OutboundMessage message) {
        boolean twoWay = message.sender().startsWith("+") && message.body().length() <= LONGEST_TWO_WAY;
        var outcome = asked(() -> twoWay ? sendTwoWay(account, message) : sendA2p(account, message));
        boolean otherWay = twoWay
                && outcome instanceof Outcome.Refused(String code, String _, boolean _)
                && code != null
                && NOT_TWO_WAY.contains(code);
        return otherWay ? asked(() -> sendA2p(account, message)) : outcome;
    }

    private Outcome sendTwoWay(Account account, OutboundMessage message) {
        var sent = api.send(
                account.id(),
                account.secret(),
                number(message.sender()),
                number(message.recipient()),
                message.body(),
                true);
        if (sent == null) {
            return untold();
        }
        if (sent.error() != null) {
            return refused(sent.error());
        }
        return sent.messageId() == null ? untold() : new Outcome.Taken(sent.messageId());
    }

    private Outcome sendA2p(Account account, OutboundMessage message) {
        var sent = api.sendA2p(
                account.id(),
                account.secret(),
                number(message.sender()),
                number(message.recipient()),
                message.body(),
                true);
        if (sent == null) {
            return untold();
        }
        if (sent.error() != null) {
            return refused(sent.error());
        }
        // One recipient is asked for, so that the answer is about that one.
        if (!sent.failed().isEmpty()) {
            var failed = sent.failed().getFirst();
            return new Outcome.Refused(failed.errorCode(), failed.errorDescription(), false);
        }
        return sent.result().isEmpty() || sent.result().getFirst().messageId() == null
                ? untold()
                : new Outcome.Taken(sent.result().getFirst().messageId());
    }

    private static Outcome refused(VoximplantError error) {
        String code = Integer.toString(error.code());
        return BUSY.contains(error.code())
                ? new Outcome.NotTaken(code, "Voximplant has too many requests", null, false)
                : new Outcome.Refused(code, error.msg(), false);
    }

    private static Outcome untold() {
        return new Outcome.Lost("Voximplant took the message without telling its id");
    }

    private static Outcome asked(Supplier<Outcome> request) {
        return Reached.asked("Voximplant", request, null, Reached::refused);
    }

    @Override
    public List<FoundMessage> find(Account account, LostMessage lost) {
        return Reached.told("Voximplant", () -> sent(account, lost.sender(), lost.recipient(), lost.since())
                .filter(item -> isSame(item, lost))
                .map(VoximplantSms::found)
                .distinct()
                .toList());
    }

    @Override
    public Optional<FoundMessage> look(Account account, TakenMessage taken) {
        return Reached.told("Voximplant", () -> sent(account, taken.sender(), taken.recipient(), taken.since())
                .filter(item ->
                        taken.id().equals(item.messageId()) || taken.id().equals(item.transactionId()))
                .map(VoximplantSms::found)
                .findFirst());
    }

    /** Both histories: a number's message may have gone either way. */
    private Stream<SmsHistory.Item> sent(Account account, String sender, String recipient, Instant since) {
        String source = number(sender);
        String destination = number(recipient);
        String from = TIME.format(since);
        var twoWay =
                listed(api.history(account.id(), account.secret(), source, destination, OUTGOING, from, MOST_LISTED));
        var a2p = listed(api.historyA2p(account.id(), account.secret(), source, destination, from, MOST_LISTED));
        return Stream.concat(twoWay, a2p).filter(item -> id(item) != null);
    }

    private static FoundMessage found(SmsHistory.Item item) {
        return new FoundMessage(id(item), ProviderWord.ofVoximplant(item.statusId(), item.deliveryStatus()), null);
    }

    private static Stream<SmsHistory.Item> listed(SmsHistory history) {
        if (history.error() != null && history.error().code() != NO_A2P) {
            throw new LookupFailedException(
                    "Voximplant lists no messages, error " + history.error().code());
        }
        return history.result().stream();
    }

    private static String id(SmsHistory.Item item) {
        return item.messageId() == null ? item.transactionId() : item.messageId();
    }

    /** Where the words were not stored, their length must do. */
    private static boolean isSame(SmsHistory.Item item, LostMessage lost) {
        return item.text() == null
                ? item.fragments() == null || item.fragments() == lost.segments()
                : item.text().equals(lost.body());
    }

    private static String number(String address) {
        return address.startsWith("+") ? address.substring(1) : address;
    }
}
