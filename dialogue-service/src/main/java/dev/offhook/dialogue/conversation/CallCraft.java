package dev.offhook.dialogue.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.offhook.dialogue.conversation.Conversation.Medium;
import dev.offhook.dialogue.conversation.Turn.Source;
import dev.offhook.dialogue.hours.OpeningHours;
import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.ConversationRecord.Outcome;
import dev.offhook.events.ConversationRecord.ToolResult;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Tool;
import dev.offhook.events.TenantConfiguration.Words;

/** The craft of holding a call, whatever it is about: beginning, silence, misunderstanding, handing over, ending. */
final class CallCraft {
    /** The question that is open while a human is offered. A tenant's own questions have no such name. */
    static final String HUMAN_OFFERED = "#human";

    private final TenantConfiguration tenant;
    private final OpeningHours hours;
    private final Toolbox toolbox;
    private final Speech speech;

    CallCraft(TenantConfiguration tenant, OpeningHours hours, Toolbox toolbox, Speech speech) {
        this.tenant = tenant;
        this.hours = hours;
        this.toolbox = toolbox;
        this.speech = speech;
    }

    /** The first words, or what happens outside the hours. */
    Move greeted(int number, Situation situation) {
        var words = words(situation);
        String notice = tenant.calls().recordingNotice();
        // Who is recorded is told so whatever else is said; a notice alone belongs to a conversation.
        String first = recorded(situation) ? notice : null;
        if (hours.openAt(situation.now())) {
            var move = new Move(situation, number, Source.GREETING, null, null).say(notice);
            return move.say(tenant.assistant().greeting());
        }
        var afterHours = tenant.hours().afterHours();
        String action = afterHours.action().name().toLowerCase(Locale.ROOT);
        var move = new Move(situation, number, Source.AFTER_HOURS, action, null);
        switch (afterHours.action()) {
            case ANSWER -> move.say(notice).say(tenant.assistant().greeting());
            case MESSAGE -> move.say(first).say(words.afterHours()).then(new Ending.HangingUp());
            case VOICEMAIL -> {
                move.say(first).say(words.afterHours());
                if (!toolbox.takeMessage(move, words)) {
                    move.then(new Ending.HangingUp());
                }
            }
            case TRANSFER -> {
                move.say(first).say(words.afterHours());
                toolbox.target(afterHours.target())
                        .ifPresentOrElse(
                                target -> toolbox.connect(target, move, words),
                                () -> move.then(new Ending.HangingUp()));
            }
        }
        return move;
    }

    /** A call that is refused with words. */
    Move refused(Move move) {
        return move.say(recorded(move.situation) ? tenant.calls().recordingNotice() : null)
                .say(words(move.situation).limitReached())
                .then(new Ending.HangingUp());
    }

    private boolean recorded(Situation situation) {
        return Conversation.voiceChannel(situation.provider())
                .flatMap(tenant::channel)
                .filter(TenantConfiguration.Channel::recording)
                .isPresent();
    }

    /** The caller said nothing: asked again, in the end let go. */
    Move silent(int number, Situation situation) {
        var move = new Move(situation, number, Source.SILENT, null, null);
        move.remembering(move.memory().silent());
        if (move.memory().silences() >= tenant.calls().silences()) {
            move.say(words(situation).goodbye()).then(new Ending.HangingUp());
        } else {
            move.say(tenant.assistant().phrases().silent());
        }
        return move;
    }

    /** A transfer is over: the next number, or back to the caller. */
    Move transferred(int number, TransferEnded.Outcome outcome, Situation situation) {
        var handover = situation.state().memory().handover();
        String target = handover == null ? null : handover.target();
        var move = new Move(situation, number, Source.TRANSFER, target, null);
        move.did(new ToolResult(Tool.TRANSFER, target, outcome.id()));
        move.remembering(move.memory().handingOver(null));
        return switch (outcome) {
            case ANSWERED ->
                move.remembering(move.memory().endingAs(Outcome.TRANSFERRED)).then(new Ending.HangingUp());
            case CANCELED -> move.then(new Ending.HangingUp());
            case BUSY, NO_ANSWER, FAILED -> next(move, handover);
        };
    }

    private Move next(Move move, Memory.Handover handover) {
        var words = words(move.situation);
        var target = handover == null
                ? Optional.<TenantConfiguration.TransferTarget>empty()
                : toolbox.target(handover.target())
                        .filter(known -> handover.index() + 1 < known.numbers().size());
        if (target.isPresent()) {
            toolbox.ring(target.get(), handover.index() + 1, move);
            return move;
        }
        move.say(words.transferFailed());
        // Who waited for a human and got none may at least be called back.
        toolbox.takeMessage(move, words);
        return move;
    }

    /** Nothing had an answer: a phrase, then a human is offered, then the last resort. */
    Move miss(Move move) {
        move.missed();
        var situation = move.situation;
        int row = move.memory().missesInRow();
        int patience = tenant.calls().misses();
        var words = words(situation);
        boolean call = situation.medium() == Medium.CALL;
        if (call && row >= 2 * patience) {
            return lastResort(move, words);
        }
        if (call && row >= patience && toolbox.anyTarget().isPresent()) {
            return move.asking(HUMAN_OFFERED).say(words.offerHuman());
        }
        List<String> phrases = tenant.assistant().noMatch();
        return move.say(phrases.get(situation.state().misses() % phrases.size()));
    }

    /** A human, else the answering machine, else a polite end. */
    private Move lastResort(Move move, Words words) {
        var target = toolbox.anyTarget();
        if (target.isPresent()) {
            toolbox.connect(target.get(), move, words);
        } else if (!toolbox.takeMessage(move, words)) {
            String farewell = tenant.assistant().phrases().lastResort();
            move.say(farewell.isBlank() ? words.goodbye() : farewell).then(new Ending.HangingUp());
        }
        return move;
    }

    /** The end of a call that has lasted as long as it may. */
    Optional<Move> tooLong(int number, String heard, Situation situation) {
        var minutes = tenant.calls().maxMinutes();
        if (minutes == null || elapsed(situation).compareTo(Duration.ofMinutes(minutes)) < 0) {
            return Optional.empty();
        }
        return Optional.of(new Move(situation, number, Source.DURATION, null, heard)
                .say(words(situation).goodbye())
                .then(new Ending.HangingUp()));
    }

    /** Tells the caller once that the end is near. */
    void warn(Move move) {
        var minutes = tenant.calls().maxMinutes();
        if (minutes == null
                || move.memory().warned()
                || move.situation.medium() != Medium.CALL
                || !(move.ending() instanceof Ending.Listening)) {
            return;
        }
        var warnFrom = Duration.ofMinutes(minutes).minusSeconds(tenant.calls().warnSeconds());
        if (elapsed(move.situation).compareTo(warnFrom) >= 0) {
            move.remembering(move.memory().warnedOfTheEnd())
                    .say(words(move.situation).durationWarning());
        }
    }

    private static Duration elapsed(Situation situation) {
        return Duration.between(situation.started(), situation.now());
    }

    /** The phrases of special moments, in the language of the conversation. */
    Words words(Situation situation) {
        String language = speech.language(situation);
        return PlatformWords.of(tenant.calls().words(), language, language.equals(tenant.locale()));
    }
}
