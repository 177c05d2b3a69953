package dev.offhook.dialogue.conversation;

import java.util.ArrayList;
import java.util.List;

import dev.offhook.events.Event;
import dev.offhook.events.Provider;
import dev.offhook.events.Reply;
import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Record;
import dev.offhook.events.Reply.Reject;
import dev.offhook.events.Reply.Say;
import dev.offhook.events.Reply.Transfer;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;

/** An answer as what is published for it. */
final class Speech {
    private static final int LONGEST_SMS = 1600;

    private final TenantConfiguration tenant;

    Speech(TenantConfiguration tenant) {
        this.tenant = tenant;
    }

    /** The language of a conversation, BCP 47. */
    String language(Situation situation) {
        String chosen = situation.state().memory().language();
        return chosen == null ? tenant.locale() : chosen;
    }

    /** One chunk of words. */
    Say say(Situation situation, Memory memory, int seq, boolean last, String words) {
        String language = memory.language() == null ? tenant.locale() : memory.language();
        // The channel's voice speaks the tenant's language; another one is the provider's choice.
        String voice = memory.language() == null ? voice(situation.provider()) : null;
        return new Say(seq, last, words, language, voice);
    }

    /**
     * Everything that is published for an answer.
     *
     * @param said how many chunks of it are published already
     */
    List<Event> messages(Move move, int said) {
        var messages = new ArrayList<Event>();
        if (move.situation.medium() == Conversation.Medium.SMS) {
            messages.add(new SmsRequest(
                    move.situation.caller(),
                    move.situation.business(),
                    cut(move.text()),
                    SmsRequest.Purpose.REPLY,
                    move.situation.conversation()));
        } else {
            var words = move.words();
            for (int seq = said; seq < words.size(); seq++) {
                messages.add(say(move.situation, move.memory(), seq, seq == words.size() - 1, words.get(seq)));
            }
            messages.add(action(move, Math.max(said, words.size())));
        }
        messages.addAll(move.extras());
        return messages;
    }

    private Reply.Action action(Move move, int seq) {
        return switch (move.ending()) {
            case Ending.Listening() ->
                new Listen(seq, move.number + 1, move.memory().language());
            case Ending.HangingUp() -> new HangUp(seq);
            case Ending.Connecting(String number, int timeout) -> new Transfer(seq, number, timeout);
            case Ending.Taking(int seconds) -> new Record(seq, seconds);
            case Ending.Refusing(String reason) -> new Reject(seq, reason);
        };
    }

    private String voice(Provider provider) {
        return Conversation.voiceChannel(provider)
                .flatMap(tenant::channel)
                .map(Channel::voice)
                .orElse(null);
    }

    private static String cut(String words) {
        return words.length() <= LONGEST_SMS ? words : words.substring(0, LONGEST_SMS - 1) + "…";
    }
}
