package dev.offhook.dialogue.turns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

import jakarta.enterprise.context.ApplicationScoped;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.offhook.dialogue.conversation.Conversation.Medium;
import dev.offhook.dialogue.conversation.Decision;
import dev.offhook.dialogue.conversation.Dialogue;
import dev.offhook.dialogue.conversation.LlmAnswer;
import dev.offhook.dialogue.llm.Cancellation;
import dev.offhook.dialogue.llm.Channel;
import dev.offhook.dialogue.llm.Deadlines;
import dev.offhook.dialogue.llm.LlmClient;
import dev.offhook.dialogue.llm.LlmConfiguration;
import dev.offhook.dialogue.llm.LlmListener;
import dev.offhook.dialogue.llm.LlmMessage;
import dev.offhook.dialogue.llm.LlmRequest;
import dev.offhook.dialogue.llm.LlmResult;
import dev.offhook.dialogue.llm.LlmSettings;
import dev.offhook.dialogue.llm.TokenCount;
import dev.offhook.dialogue.llm.ToolCall;
import dev.offhook.events.Reply.Say;
import org.jboss.logging.Logger;

/** Lets an LLM answer one turn: its sentences as they come, its tools as far as they are allowed. */
@ApplicationScoped
class LlmSpeaker {
    private static final Logger LOG = Logger.getLogger(LlmSpeaker.class);
    /** Words, then a tool, then words about what came of it. More would not fit into a caller's patience. */
    static final int ROUNDS = 2;
    /** What storing and publishing the end of an answer may take. */
    private static final Duration REST = Duration.ofMillis(150);
    /** A chain that has to answer needs time as well. */
    private static final Duration FOR_THE_CHAIN = Duration.ofMillis(400);

    private final LlmClient client;
    private final LlmConfiguration configuration;

    LlmSpeaker(LlmClient client, LlmConfiguration configuration) {
        this.client = client;
        this.configuration = configuration;
    }

    /**
     * What is to be answered.
     *
     * @param dialogue of the tenant
     * @param ask the question
     * @param model who answers
     * @param system the system prompt
     * @param history the conversation, ending with the question
     * @param tools what may be used
     */
    record Script(
            Dialogue dialogue,
            Decision.Ask ask,
            LlmSettings model,
            String system,
            List<LlmMessage> history,
            List<ToolSpecification> tools) {
        boolean call() {
            return ask.situation().medium() == Medium.CALL;
        }
    }

    /**
     * What came of it.
     *
     * @param answer the answer, its messages being those that were not handed on yet; empty when nothing was said or done
     * @param failure why the LLM did not finish; null when it did
     * @param stored how many messages were handed on
     * @param firstWordsMillis when the first of them was, null when none was
     * @param tokens what was used
     */
    record Spoken(
            Optional<Decision.Answer> answer,
            String failure,
            int stored,
            Integer firstWordsMillis,
            TokenCount tokens) {}

    /** Takes the words of a call as soon as they are there. */
    interface Mouth {
        /** @param place among the answer's messages, from 0 */
        void say(int place, Say say);
    }

    /**
     * Blocks until the LLM is done, out of time, or cancelled.
     *
     * @param patience until all must be said
     * @param millis the time since the event, in milliseconds
     */
    Spoken speak(Script script, Duration patience, IntSupplier millis, Mouth mouth, Cancellation cancellation) {
        boolean call = script.call();
        long due = System.nanoTime() + patience.minus(REST).toNanos();
        LlmAnswer answer = script.dialogue().byLlm(script.ask());
        var progress = new Progress(answer, mouth, call, millis);
        var history = new ArrayList<>(script.history());
        var tokens = TokenCount.NONE;
        String failure = null;
        for (int round = 1; round <= ROUNDS; round++) {
            var left = Duration.ofNanos(Math.max(0, due - System.nanoTime()));
            var request = new LlmRequest(
                    script.model(),
                    call ? Channel.VOICE : Channel.SMS,
                    script.system(),
                    history,
                    round == ROUNDS ? List.of() : script.tools());
            LlmResult result = client.converse(request, deadlines(left, call), progress, cancellation);
            tokens = tokens.plus(result.tokens());
            failure = result.complete() ? null : result.outcome().id();
            if (!result.complete() || result.toolCalls().isEmpty()) {
                break;
            }
            history.add(new LlmMessage.Assistant(result.text(), result.toolCalls()));
            result.toolCalls().forEach(toolCall -> history.add(use(toolCall, answer)));
            if (answer.decided() || !answer.silent()) {
                break;
            }
        }
        answer.tellWhatWasDone();
        boolean nothing = answer.silent() && !answer.decided();
        return new Spoken(
                nothing ? Optional.empty() : Optional.of(answer.complete(failure)),
                nothing && failure == null ? "empty" : failure,
                progress.said,
                progress.firstWordsMillis,
                tokens);
    }

    private Deadlines deadlines(Duration left, boolean call) {
        var timeouts = configuration.timeouts();
        if (!call) {
            // Nobody listens to the silence of a text message.
            return new Deadlines(left, left, left, left);
        }
        return new Deadlines(
                least(timeouts.attempt(), left),
                least(timeouts.firstSentence(), left.minus(FOR_THE_CHAIN)),
                least(timeouts.stall(), left),
                left);
    }

    private static Duration least(Duration some, Duration other) {
        var shorter = some.compareTo(other) < 0 ? some : other;
        return shorter.isNegative() ? Duration.ZERO : shorter;
    }

    private static LlmMessage use(ToolCall call, LlmAnswer answer) {
        String result = LlmTools.read(call).map(answer::use).orElse("refused: no such tool or wrong arguments");
        LOG.debugf("tool: name=%s result=%s", call.name(), result);
        return new LlmMessage.ToolResult(call.id(), call.name(), result);
    }

    private static final class Progress implements LlmListener {
        private final LlmAnswer answer;
        private final Mouth mouth;
        private final boolean call;
        private final IntSupplier millis;
        private int said;
        private Integer firstWordsMillis;

        Progress(LlmAnswer answer, Mouth mouth, boolean call, IntSupplier millis) {
            this.answer = answer;
            this.mouth = mouth;
            this.call = call;
            this.millis = millis;
        }

        @Override
        public void sentence(String sentence) {
            if (!call) {
                answer.hold(sentence);
                return;
            }
            mouth.say(said, answer.sentence(sentence));
            said++;
            if (firstWordsMillis == null) {
                firstWordsMillis = millis.getAsInt();
            }
        }
    }
}
