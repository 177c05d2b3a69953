package dev.offhook.tenant.console.calls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.offhook.events.ConversationRecord.Exchange;
import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.ConversationRecord.ToolResult;
import dev.offhook.events.TenantConfiguration.Tool;
import dev.offhook.tenant.clients.Conversation;
import dev.offhook.tenant.clients.Conversation.Usage;
import dev.offhook.tenant.clients.LiveEvent;
import dev.offhook.tenant.console.words.ShownOutcome;
import dev.offhook.tenant.console.words.ShownSource;
import dev.offhook.tenant.console.words.Words;
import org.jspecify.annotations.Nullable;

/** Words a conversation as a timeline. */
public final class Timeline {
    private static final String NOTED = "noted";

    private final Words words;

    /** @param words of the page */
    public Timeline(Words words) {
        this.words = words;
    }

    /** All of a conversation. */
    public List<Moment> of(Conversation conversation) {
        Map<Integer, Usage> usage =
                conversation.usage().stream().collect(Collectors.toMap(Usage::turn, Function.identity(), (a, _) -> a));
        var moments = new ArrayList<Moment>();
        if (conversation.medium() == Medium.CALL) {
            moments.add(event(null, conversation.startedAt(), words.t().eventStarted()));
        }
        for (var turn : conversation.turns()) {
            moments.addAll(exchange(turn, usage.get(turn.number())));
        }
        if (conversation.endedAt() != null) {
            var outcome = ShownOutcome.of(conversation.outcome());
            moments.add(event(
                    null, conversation.endedAt(), words.t().eventEnded(words.t().outcomeOf(outcome))));
        }
        return moments;
    }

    /**
     * What an event adds while a conversation goes on.
     *
     * @return null for one that is not shown by itself
     */
    public @Nullable Moment of(LiveEvent live) {
        var data = live.data();
        return switch (live.type()) {
            case "CallerSpoke" ->
                new Moment(
                        "caller",
                        live.id(),
                        words.formats().time(live.at()),
                        words.t().saidCaller(),
                        data.path("text").asText(),
                        null,
                        null,
                        null,
                        false);
            case "Say" ->
                new Moment(
                        "assistant",
                        live.id(),
                        words.formats().time(live.at()),
                        words.t().saidAssistant(),
                        data.path("text").asText(),
                        null,
                        null,
                        null,
                        false);
            case "CallerPressed" ->
                event(
                        live.id(),
                        live.at(),
                        words.t().eventKeys(data.path("digits").asText()));
            case "CallerSilent" -> event(live.id(), live.at(), words.t().eventSilent());
            case "CallerInterrupted" -> event(live.id(), live.at(), words.t().eventInterrupted());
            case "FallbackSpoken" ->
                event(
                        live.id(),
                        live.at(),
                        words.t().eventFallback(data.path("text").asText()));
            case "Transfer" ->
                event(live.id(), live.at(), words.t().eventTransfer(words.t().resultOf("requested")));
            case "TransferEnded" ->
                event(
                        live.id(),
                        live.at(),
                        words.t()
                                .eventTransfer(
                                        words.t().resultOf(data.path("outcome").asText())));
            case "CallRecorded" -> event(live.id(), live.at(), words.t().eventRecorded());
            default -> null;
        };
    }

    private List<Moment> exchange(Exchange turn, @Nullable Usage usage) {
        var moments = new ArrayList<Moment>();
        var source = ShownSource.of(turn.source());
        if (turn.caller() != null) {
            moments.add(new Moment(
                    "caller",
                    null,
                    words.formats().time(turn.at()),
                    words.t().saidCaller(),
                    turn.caller(),
                    null,
                    null,
                    null,
                    false));
        } else if (source == ShownSource.SILENT) {
            moments.add(event(null, turn.at(), words.t().eventSilent()));
        }
        if (turn.assistant() != null) {
            moments.add(new Moment(
                    "assistant",
                    null,
                    words.formats().time(turn.at()),
                    words.t().saidAssistant(),
                    turn.assistant(),
                    words.t().source(source),
                    turn.detail(),
                    facts(turn, usage),
                    !turn.heard()));
        }
        if (turn.tools() != null) {
            turn.tools().forEach(tool -> moments.add(event(null, turn.at(), did(tool))));
        }
        return moments;
    }

    private @Nullable String facts(Exchange turn, @Nullable Usage usage) {
        var facts = new ArrayList<String>();
        if (turn.firstWordsMillis() != null) {
            facts.add(words.t().latency(words.formats().number(turn.firstWordsMillis())));
        }
        if (usage != null) {
            facts.add(words.t()
                    .used(
                            words.formats().number(usage.inputTokens()),
                            words.formats().number(usage.outputTokens())));
        }
        return facts.isEmpty() ? null : String.join(" · ", facts);
    }

    private String did(ToolResult tool) {
        String result = words.t().resultOf(tool.result());
        if (tool.tool() == null) {
            return result;
        }
        String what = words.t().tool(tool.tool());
        String about = tool.id() == null || tool.tool() == Tool.END_CALL ? null : tool.id();
        if (about == null) {
            return words.t().eventTool(what, result);
        }
        return NOTED.equals(tool.result())
                ? words.t().eventTool(what, about)
                : words.t().eventToolOn(what, about, result);
    }

    private Moment event(@Nullable String id, Instant at, String text) {
        return new Moment("event", id, words.formats().time(at), null, text, null, null, null, false);
    }
}
