package dev.offhook.dialogue.conversation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.offhook.dialogue.conversation.Turn.Source;
import dev.offhook.dialogue.rules.KeywordRules;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallRecorded;
import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerInterrupted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.CallEvent.FallbackSpoken;
import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.LimitReached;
import dev.offhook.events.Provider;
import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Say;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Rule;

/** How one tenant's assistant talks: an event and a state in, a decision out. Immutable, no I/O. */
public final class Dialogue {
    private static final int GREETING_TURN = 0;
    private static final int FIRST_CALLER_TURN = 1;
    private static final int LONGEST_SMS = 1600;

    /**
     * Speaks for a tenant that this replica does not know. Whoever dialled hears words, not silence; they make sense
     * for any business, and the call goes on, since a configuration that is only late will be there a turn later.
     */
    private static final TenantConfiguration STRANGER = new TenantConfiguration(
            "unknown",
            "unknown",
            0,
            TenantConfiguration.Plan.FREE,
            "ru-RU",
            null,
            List.of(),
            new TenantConfiguration.Assistant(
                    "Здравствуйте! Чем могу помочь?",
                    List.of(),
                    List.of(
                            "Извините, сейчас я не могу ответить на этот вопрос. Повторите его, пожалуйста, чуть позже."),
                    new TenantConfiguration.Phrases(
                            "Извините, вас не слышно. Повторите, пожалуйста.", List.of(), "", "", "", "", "")),
            Map.of());

    private final TenantConfiguration tenant;
    private final KeywordRules rules;

    /** @param tenant whose assistant talks */
    public Dialogue(TenantConfiguration tenant) {
        this.tenant = tenant;
        this.rules = new KeywordRules(tenant.assistant().rules());
    }

    /** The dialogue for a tenant that is not known. */
    public static Dialogue ofStranger() {
        return new Dialogue(STRANGER);
    }

    /** The configuration that this was made of. */
    public TenantConfiguration tenant() {
        return tenant;
    }

    /**
     * What an event of a call means.
     *
     * @param event the event
     * @param state the conversation's state before it
     * @param provider who carries the call
     */
    public Decision decide(CallEvent event, ConversationState state, Provider provider) {
        return switch (event) {
            case CallStarted started ->
                spoken(state.number(started.turn(), GREETING_TURN), greeting(state), state, provider);
            case CallerSpoke spoke ->
                spoken(callerTurn(spoke, state), toWords(spoke.text(), silent(state), state), state, provider);
            case CallerPressed pressed ->
                spoken(callerTurn(pressed, state), toWords(pressed.digits(), silent(state), state), state, provider);
            case CallerSilent silence -> spoken(callerTurn(silence, state), silent(state), state, provider);
            case FallbackSpoken fallback -> new Decision.Unheard(fallback.inReplyTo());
            case CallEnded _ -> new Decision.End();
            case TransferEnded transfer -> spoken(callerTurn(transfer, state), silent(state), state, provider);
            case CallerInterrupted _, CallRecorded _, CallRejected _, LimitReached _ -> new Decision.Nothing();
        };
    }

    /**
     * What a message means. Only for one without a meaning for consent.
     *
     * @param message the message
     * @param conversation the conversation that it belongs to
     */
    public Decision.Answer decide(SmsReceived message, Conversation conversation) {
        var state = conversation.state();
        int number = state.number(null, FIRST_CALLER_TURN);
        // A picture without words is no silence on the line: «вас не слышно» would be nonsense.
        var answer = toWords(message.text(), miss("", state), state);
        var request = new SmsRequest(
                message.from(), message.to(), cut(answer.words), SmsRequest.Purpose.REPLY, conversation.id());
        return new Decision.Answer(answer.next(number), answer.turn(number, state), List.of(request));
    }

    private static int callerTurn(CallEvent.Turn turn, ConversationState state) {
        return state.number(turn.turn(), FIRST_CALLER_TURN);
    }

    private Decision.Answer spoken(int number, Answer answer, ConversationState state, Provider provider) {
        var say = new Say(0, true, answer.words, tenant.locale(), voice(provider));
        var action = answer.hangUp ? new HangUp(1) : new Listen(1, number + 1);
        return new Decision.Answer(answer.next(number), answer.turn(number, state), List.of(say, action));
    }

    private Answer greeting(ConversationState state) {
        return new Answer(
                Source.GREETING, null, null, tenant.assistant().greeting(), state.asked(), state.misses(), false);
    }

    private Answer silent(ConversationState state) {
        return new Answer(
                Source.SILENT, null, null, tenant.assistant().phrases().silent(), state.asked(), state.misses(), false);
    }

    /** @param nothing the answer when there are no words */
    private Answer toWords(String text, Answer nothing, ConversationState state) {
        if (text == null || text.isBlank()) {
            return nothing;
        }
        return rules.best(text, state.asked())
                .map(rule -> byRule(rule, text, state))
                .orElseGet(() -> miss(text, state));
    }

    private Answer byRule(Rule rule, String text, ConversationState state) {
        // An answer beside the point leaves the question open, so that the caller can come back to it.
        String open = rule.asks() == null && rule.asked() == null ? state.asked() : rule.asks();
        return new Answer(Source.RULE, rule.id(), text, rule.say(), open, state.misses(), rule.hangUp());
    }

    private Answer miss(String text, ConversationState state) {
        List<String> phrases = tenant.assistant().noMatch();
        String words = phrases.get(state.misses() % phrases.size());
        return new Answer(Source.NO_MATCH, null, text, words, state.asked(), state.misses() + 1, false);
    }

    private String voice(Provider provider) {
        Optional<Channel.Kind> kind =
                switch (provider) {
                    case TWILIO -> Optional.of(Channel.Kind.TWILIO_VOICE);
                    case VOXIMPLANT -> Optional.of(Channel.Kind.VOXIMPLANT_VOICE);
                    case TEST -> Optional.empty();
                };
        return kind.flatMap(tenant::channel).map(Channel::voice).orElse(null);
    }

    private static String cut(String words) {
        return words.length() <= LONGEST_SMS ? words : words.substring(0, LONGEST_SMS - 1) + "…";
    }

    private record Answer(
            Source source, String rule, String heard, String words, String asked, int misses, boolean hangUp) {
        ConversationState next(int number) {
            return new ConversationState(number, asked, misses);
        }

        Turn turn(int number, ConversationState before) {
            return new Turn(number, heard, source, rule, before.asked());
        }
    }
}
