package dev.offhook.dialogue.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.offhook.dialogue.conversation.Turn.Source;
import dev.offhook.dialogue.hours.OpeningHours;
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
import dev.offhook.events.CallEvent.RecordingTranscribed;
import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.ConversationRecord.Outcome;
import dev.offhook.events.Event;
import dev.offhook.events.LimitReached;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.MenuKey;
import dev.offhook.events.TenantConfiguration.Rule;

/**
 * How one tenant's assistant talks, as far as no LLM and no search is needed: an event and a situation in, a decision
 * out. Immutable, no I/O.
 */
public final class Dialogue {
    private static final int GREETING_TURN = 0;
    private static final int FIRST_CALLER_TURN = 1;

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
    private final OpeningHours hours;
    private final KeywordRules rules;
    private final Toolbox toolbox;
    private final Speech speech;
    private final CallCraft craft;

    /** @param tenant whose assistant talks */
    public Dialogue(TenantConfiguration tenant) {
        this.tenant = tenant;
        this.hours = OpeningHours.of(tenant.hours(), tenant.timeZone());
        this.rules = new KeywordRules(tenant.assistant().rules());
        this.toolbox = new Toolbox(tenant);
        this.speech = new Speech(tenant);
        this.craft = new CallCraft(tenant, hours, toolbox, speech);
    }

    /** The dialogue for a tenant that is not known. */
    public static Dialogue ofStranger() {
        return new Dialogue(STRANGER);
    }

    /** The configuration that this was made of. */
    public TenantConfiguration tenant() {
        return tenant;
    }

    /** When the business is open. */
    public OpeningHours hours() {
        return hours;
    }

    /** The language of a conversation, BCP 47. */
    public String language(Situation situation) {
        return speech.language(situation);
    }

    /** What an event of a call means. */
    public Decision decide(CallEvent event, Situation situation) {
        return switch (event) {
            case CallEvent.Turn turn -> decide(turn, situation);
            case FallbackSpoken fallback -> new Decision.Unheard(fallback.inReplyTo());
            case CallerInterrupted interrupted -> new Decision.Interrupted(interrupted.heard());
            case CallRecorded recorded -> decide(recorded, situation);
            case CallEnded ended -> new Decision.End(ended.durationSeconds());
            case RecordingTranscribed transcribed -> decide(transcribed);
            case CallRejected _, LimitReached _ -> new Decision.Nothing();
        };
    }

    /** What a turn of the caller means. */
    public Decision.Reaction decide(CallEvent.Turn turn, Situation situation) {
        int number =
                situation.state().number(turn.turn(), turn instanceof CallStarted ? GREETING_TURN : FIRST_CALLER_TURN);
        return switch (turn) {
            case CallStarted _ -> answer(craft.greeted(number, situation));
            case CallerSpoke spoke -> heard(number, spoke.text(), situation);
            case CallerPressed pressed -> pressed(number, pressed.digits(), situation);
            case CallerSilent _ -> silent(number, situation);
            case TransferEnded transfer -> answer(craft.transferred(number, transfer.outcome(), situation));
        };
    }

    /** What the words of a recording mean. */
    public Decision.Recorded decide(RecordingTranscribed transcribed) {
        return new Decision.Recorded(transcribed.url(), null, transcribed.text(), List.of());
    }

    /** What a recording means; it may come when the call is over. */
    public Decision.Recorded decide(CallRecorded recorded, Situation situation) {
        var voicemail = tenant.assistant().tools().voicemail();
        boolean message = situation.state().memory().outcome() == Outcome.MESSAGE_TAKEN;
        List<Event> messages = message && voicemail != null && voicemail.operator() != null
                ? List.of(toolbox.notice(voicemail.operator(), recorded.url(), situation))
                : List.of();
        return new Decision.Recorded(recorded.url(), recorded.durationSeconds(), null, messages);
    }

    /** What a message means. Only for one without a meaning for consent. */
    public Decision.Reaction decide(SmsReceived message, Situation situation) {
        int number = situation.state().number(null, FIRST_CALLER_TURN);
        String text = message.text();
        if (text == null || text.isBlank()) {
            // A picture without words is no silence on the line: «вас не слышно» would be nonsense.
            return answer(craft.miss(new Move(situation, number, Source.NO_MATCH, null, text)));
        }
        return new Decision.Ask(number, text, situation);
    }

    /**
     * The refusal of a call that is over a limit or from a blocked number.
     *
     * @param first the event that began it
     */
    public Decision.Answer refuse(CallStarted first, CallRejected.Reason reason, Situation situation) {
        var move = new Move(situation, situation.state().number(first.turn(), GREETING_TURN), Source.LIMIT, null, null);
        if (reason == CallRejected.Reason.BLOCKED) {
            move.then(new Ending.Refusing("block-list"));
        } else {
            craft.refused(move);
        }
        move.remembering(move.memory().endingAs(Outcome.REJECTED)).telling(new CallRejected(reason));
        return answer(move);
    }

    /**
     * The rule that answers the question which the last answer left open: it is asked before the knowledge base, since
     * the caller speaks to the point.
     */
    public Optional<Decision.Answer> byOpenQuestion(Decision.Ask ask) {
        String asked = ask.situation().state().asked();
        return asked == null
                ? Optional.empty()
                : rules.bestFor(ask.words(), asked).map(rule -> answer(byRule(rule, ask)));
    }

    /**
     * The answer of the knowledge base.
     *
     * @param entry its id
     * @param text the words
     */
    public Decision.Answer byKnowledge(Decision.Ask ask, String entry, String text) {
        var move = new Move(ask.situation(), ask.number(), Source.KNOWLEDGE, entry, ask.words());
        tenant.assistant().knowledge().stream()
                .filter(known -> known.id().equals(entry) && known.asks() != null)
                .findFirst()
                .ifPresent(known -> move.asking(known.asks()));
        return answer(move.remembering(move.memory().understood()).say(text));
    }

    /** The answer of a rule, when one matches. */
    public Optional<Decision.Answer> byRules(Decision.Ask ask) {
        return rules.best(ask.words(), ask.situation().state().asked()).map(rule -> answer(byRule(rule, ask)));
    }

    /**
     * The answer when nothing has one.
     *
     * @param failure why the LLM had none; null when none was asked
     */
    public Decision.Answer byPhrase(Decision.Ask ask, String failure) {
        var source = failure == null ? Source.NO_MATCH : Source.FALLBACK;
        return answer(craft.miss(new Move(ask.situation(), ask.number(), source, failure, ask.words())));
    }

    /** The answer of an LLM, to be completed with what it said and did. */
    public LlmAnswer byLlm(Decision.Ask ask) {
        var move = new Move(ask.situation(), ask.number(), Source.LLM, null, ask.words());
        move.remembering(move.memory().understood());
        return new LlmAnswer(this, toolbox, speech, move, craft.words(ask.situation()));
    }

    /**
     * The rest of an LLM's answer whose writer died: what was said stays said, and the caller is listened to.
     *
     * @param said the words that were published, at least some
     */
    public Decision.Answer cutShort(Decision.Ask ask, List<String> said) {
        var move = new Move(ask.situation(), ask.number(), Source.LLM, "restarted", ask.words());
        move.remembering(move.memory().understood());
        said.forEach(move::say);
        return answer(move, said.size());
    }

    /** The whole answer of a move. */
    Decision.Answer answer(Move move) {
        return answer(move, 0);
    }

    Decision.Answer answer(Move move, int said) {
        craft.warn(move);
        return new Decision.Answer(move.next(), move.turn(), speech.messages(move, said));
    }

    private Decision.Reaction heard(int number, String text, Situation situation) {
        if (text == null || text.isBlank()) {
            return silent(number, situation);
        }
        var over = craft.tooLong(number, text, situation);
        if (over.isPresent()) {
            return answer(over.get());
        }
        var state = situation.state();
        var wish = Wish.in(text);
        if (CallCraft.HUMAN_OFFERED.equals(state.asked()) && wish.yes()) {
            var move = new Move(situation, number, Source.TRANSFER, null, text).asking(null);
            toolbox.anyTarget().ifPresent(target -> toolbox.connect(target, move, craft.words(situation)));
            return answer(move);
        }
        var language = wish.language(languages(situation));
        if (language.isPresent()) {
            var move = new Move(situation, number, Source.LANGUAGE, null, text);
            String chosen = language.get().equals(tenant.locale()) ? null : language.get();
            return answer(move.remembering(move.memory().speaking(chosen)).say(PlatformWords.goOn(language.get())));
        }
        if (state.memory().lastAnswer() != null && wish.again()) {
            return answer(new Move(situation, number, Source.REPEAT, null, text)
                    .say(state.memory().lastAnswer()));
        }
        return new Decision.Ask(number, text, situation);
    }

    private Decision.Answer pressed(int number, String digits, Situation situation) {
        var over = craft.tooLong(number, digits, situation);
        if (over.isPresent()) {
            return answer(over.get());
        }
        var ask = new Decision.Ask(number, digits, situation);
        return tenant.calls().menu().stream()
                .filter(key -> key.key().equals(digits))
                .map(MenuKey::rule)
                .flatMap(id -> tenant.assistant().rules().stream()
                        .filter(rule -> rule.id().equals(id)))
                .findFirst()
                .map(rule -> answer(byRule(rule, ask)))
                .or(() -> byRules(ask))
                .orElseGet(() -> byPhrase(ask, null));
    }

    private Decision.Answer silent(int number, Situation situation) {
        return answer(craft.tooLong(number, null, situation).orElseGet(() -> craft.silent(number, situation)));
    }

    private Move byRule(Rule rule, Decision.Ask ask) {
        var situation = ask.situation();
        var move = new Move(situation, ask.number(), Source.RULE, rule.id(), ask.words());
        // An answer beside the point leaves the question open, so that the caller can come back to it.
        boolean aside = rule.asks() == null && rule.asked() == null;
        move.asking(aside ? situation.state().asked() : rule.asks());
        move.remembering(move.memory().understood()).say(rule.say());
        if (rule.hangUp()) {
            move.then(new Ending.HangingUp());
        }
        rule.uses().forEach(use -> toolbox.use(use, move, craft.words(situation)));
        return move;
    }

    private List<String> languages(Situation situation) {
        String current = speech.language(situation);
        var others = new ArrayList<>(tenant.calls().languages());
        if (!others.isEmpty()) {
            others.add(tenant.locale());
        }
        others.remove(current);
        return others;
    }
}
