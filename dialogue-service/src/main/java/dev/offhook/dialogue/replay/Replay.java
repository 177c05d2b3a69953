package dev.offhook.dialogue.replay;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import dev.offhook.dialogue.replay.Rehearsal.Asked;
import dev.offhook.dialogue.replay.ReplayedTurn.Answer;
import dev.offhook.dialogue.replay.ReplayedTurn.Summary;
import dev.offhook.dialogue.replay.StoredTurns.StoredTurn;
import dev.offhook.events.TenantConfiguration;
import org.jboss.logging.Logger;

/** One run over stored conversations. Holds no transaction while it is answered. */
final class Replay {
    private static final Logger LOG = Logger.getLogger(Replay.class);
    private static final int AT_A_TIME = 50;
    /** What answered where an LLM should have, or was one: rules are no measure of it. */
    private static final Set<String> OF_LLM = Set.of("llm", "fallback");

    private final StoredTurns stored;
    private final Rehearsals rehearsals;
    private final TenantConfiguration tenant;
    private final ReplayRequest request;
    private int conversations;
    private int turns;
    private int different;
    private int notComparable;

    /** @param tenant the configuration that answers now */
    Replay(StoredTurns stored, Rehearsals rehearsals, TenantConfiguration tenant, ReplayRequest request) {
        this.stored = stored;
        this.rehearsals = rehearsals;
        this.tenant = tenant;
        this.request = request;
    }

    /** Replays conversation after conversation, turn after turn, and says at the end what came of it. */
    Summary run(Consumer<ReplayedTurn> shown) {
        var all = stored.conversations(tenant.slug(), request.since(), request.until(), request.limit());
        for (int first = 0; first < all.size(); first += AT_A_TIME) {
            var some = all.subList(first, Math.min(all.size(), first + AT_A_TIME));
            var turnsOf =
                    stored.turns(some.stream().map(StoredTurns.Replayable::id).toList());
            for (var conversation : some) {
                conversations++;
                var rehearsal = rehearsals.begin(tenant, conversation.medium(), conversation.provider(), request.llm());
                for (var turn : turnsOf.getOrDefault(conversation.id(), List.of())) {
                    shown.accept(compared(turn, answer(rehearsal, turn)));
                }
            }
        }
        return new Summary(tenant.version(), conversations, turns, different, notComparable);
    }

    private ReplayedTurn compared(StoredTurn turn, Answer now) {
        var then = turn.answer();
        boolean comparable = then.words() != null && (request.llm() || !OF_LLM.contains(then.source()));
        Boolean same = comparable ? words(then).equals(words(now)) : null;
        turns++;
        notComparable += comparable ? 0 : 1;
        different += Boolean.FALSE.equals(same) ? 1 : 0;
        return new ReplayedTurn(
                turn.conversation(), turn.number(), turn.at(), turn.caller(), then, now, comparable, same);
    }

    private static Answer answer(Rehearsal rehearsal, StoredTurn turn) {
        try {
            var answered = rehearsal.answer(new Asked(turn.number(), turn.caller(), turn.at()));
            return new Answer(answered.words(), answered.source(), answered.detail());
        } catch (RuntimeException e) {
            LOG.warnf(
                    "a replayed turn failed: conversation=%s turn=%d cause=%s", turn.conversation(), turn.number(), e);
            return new Answer(null, "failed", null);
        }
    }

    /** Chunks were cut at sentences: where they are joined a space more or less is no difference. */
    private static String words(Answer answer) {
        return answer.words() == null ? "" : answer.words().strip().replaceAll("\\s+", " ");
    }
}
