package dev.offhook.tenant.console.calls;

import java.util.ArrayList;
import java.util.List;

import dev.offhook.events.ConversationRecord.FieldValue;
import dev.offhook.tenant.clients.Conversation;
import dev.offhook.tenant.console.words.ShownOutcome;
import dev.offhook.tenant.console.words.Words;
import dev.offhook.tenant.console.words.Words.Badge;
import org.jspecify.annotations.Nullable;

/**
 * One conversation, as its page shows it.
 *
 * @param who is at the other end
 * @param facts when, how long, what it cost
 * @param summary null when there is none
 * @param found fields and their values
 * @param recordings in order
 */
public record ConversationShown(
        String id,
        String who,
        Badge outcome,
        boolean active,
        List<Fact> facts,
        @Nullable String summary,
        List<Fact> found,
        List<RecordingShown> recordings,
        List<Moment> moments) {

    /** A name and a value. */
    public record Fact(String name, String value) {}

    /**
     * A recording.
     *
     * @param number from 1
     * @param text what was said, null where nobody wrote it down
     */
    public record RecordingShown(
            int number,
            String path,
            String length,
            @Nullable String text) {}

    /** @param path of its page */
    public static ConversationShown of(Conversation one, String path, Words words) {
        var recordings = new ArrayList<RecordingShown>();
        for (int i = 0; i < one.recordings().size(); i++) {
            var recording = one.recordings().get(i);
            recordings.add(new RecordingShown(
                    i + 1,
                    path + "/recordings/" + (i + 1),
                    words.formats().duration(recording.durationSeconds()),
                    recording.text()));
        }
        return new ConversationShown(
                one.id(),
                Row.who(one.from(), one.provider(), one.erased(), words),
                words.outcome(one.active() ? ShownOutcome.ACTIVE : ShownOutcome.of(one.outcome())),
                one.active(),
                facts(one, words),
                one.extraction() == null ? null : one.extraction().summary(),
                found(one),
                recordings,
                new Timeline(words).of(one));
    }

    private static List<Fact> facts(Conversation one, Words words) {
        var t = words.t();
        var f = words.formats();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(t.began(), f.moment(one.startedAt())));
        if (one.endedAt() != null) {
            facts.add(new Fact(t.ended(), f.moment(one.endedAt())));
        }
        if (one.durationSeconds() != null) {
            facts.add(new Fact(t.length(), f.duration(one.durationSeconds())));
        }
        if (one.to() != null) {
            facts.add(new Fact(t.to(), one.to()));
        }
        facts.add(new Fact(
                t.provider(),
                switch (one.provider()) {
                    case TWILIO -> "Twilio";
                    case VOXIMPLANT -> "Voximplant";
                    case TEST -> t.testCall();
                }));
        if (one.tenantVersion() != null) {
            facts.add(new Fact(t.version(), f.number(one.tenantVersion())));
        }
        var costs = one.costs();
        if (costs != null) {
            facts.add(new Fact(t.costs(), f.money(costs.llm().add(costs.minutes()), costs.currency())));
            facts.add(new Fact(t.costLlm(), f.money(costs.llm(), costs.currency())));
            facts.add(new Fact(t.costMinutes(), f.money(costs.minutes(), costs.currency())));
        }
        long in =
                one.usage().stream().mapToLong(Conversation.Usage::inputTokens).sum();
        long out =
                one.usage().stream().mapToLong(Conversation.Usage::outputTokens).sum();
        if (in + out > 0) {
            facts.add(new Fact(t.tokens(), t.tokensValue(f.number(in), f.number(out))));
        }
        return facts;
    }

    /** What the record has; what was noted so far where there is none. */
    private static List<Fact> found(Conversation one) {
        if (one.extraction() == null || one.extraction().fields() == null) {
            return one.noted().entrySet().stream()
                    .map(noted -> new Fact(noted.getKey(), noted.getValue()))
                    .toList();
        }
        return one.extraction().fields().stream()
                .filter(field -> field.value() != null)
                .map((FieldValue field) -> new Fact(field.name(), field.value()))
                .toList();
    }
}
