package dev.offhook.dialogue.llm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import org.jspecify.annotations.Nullable;

/** One request to a model, from the first byte to the last. For one thread. */
final class Attempt implements StreamingChatResponseHandler {
    /** These take another limit and no temperature. */
    private static final Pattern REASONING = Pattern.compile("(?:o\\d|gpt-5)");

    private final LlmRequest asked;
    private final boolean json;
    private final LlmListener listener;
    private final Patience patience;
    private final ResponseStream stream;
    private final LlmHttp http;
    private final long call;
    private final Sentences sentences;
    private final StringBuilder text = new StringBuilder();
    private final List<String> said = new ArrayList<>();
    private @Nullable Duration firstSentence;
    private @Nullable ChatResponse response;
    private @Nullable RuntimeException thrown;

    Attempt(
            LlmRequest asked,
            boolean json,
            LlmListener listener,
            Patience patience,
            ResponseStream stream,
            LlmHttp http,
            long call) {
        this.asked = asked;
        this.json = json;
        this.listener = listener;
        this.patience = patience;
        this.stream = stream;
        this.http = http;
        this.call = call;
        this.sentences = new Sentences(asked.channel());
    }

    /**
     * Sends the request and returns when the answer is over.
     *
     * @throws RuntimeException only what the listener threw
     */
    LlmResult run() {
        var parameters = ChatRequest.builder().messages(Messages.of(asked.system(), asked.history()));
        if (!asked.tools().isEmpty()) {
            parameters.toolSpecifications(asked.tools());
        }
        if (json) {
            parameters.responseFormat(ResponseFormat.JSON);
        }
        // A model is a handful of fields; its connections are Vert.x's. So none is kept, and no key with it.
        model().chat(parameters.build(), this);
        if (thrown != null) {
            throw thrown;
        }
        Outcome outcome = outcome();
        boolean complete = outcome == Outcome.COMPLETE;
        return new LlmResult(
                outcome,
                http.status(),
                text.toString(),
                said,
                complete && response != null ? Messages.toolCalls(response.aiMessage()) : List.of(),
                tokens(outcome),
                1,
                firstSentence);
    }

    /** What the provider asked for with 429. */
    Optional<Duration> retryAfter() {
        return http.retryAfter();
    }

    private OpenAiStreamingChatModel model() {
        LlmSettings settings = asked.settings();
        var builder = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(settings.baseUrl().toString())
                .apiKey(settings.apiKey())
                .modelName(settings.model())
                .logRequests(false)
                .logResponses(false);
        return REASONING.matcher(settings.model()).lookingAt()
                ? builder.maxCompletionTokens(settings.maxTokens()).build()
                : builder.maxTokens(settings.maxTokens())
                        .temperature(settings.temperature())
                        .build();
    }

    @Override
    public void onPartialResponse(String piece) {
        if (over()) {
            return;
        }
        patience.piece();
        text.append(piece);
        if (!json) {
            sentences.feed(piece).forEach(this::say);
        }
    }

    @Override
    public void onPartialToolCall(PartialToolCall fragment) {
        patience.piece();
        patience.useful();
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
        FinishReason reason = complete.metadata().finishReason();
        if (over()) {
            return;
        }
        if (reason == null && !http.done()) {
            // A server that ends the response in order in mid-sentence, or sent nothing that we could read.
            stream.fail(text.isEmpty() && complete.metadata().id() == null ? Outcome.GARBAGE : Outcome.CUT);
            return;
        }
        response = complete;
        // The limit of tokens cuts in mid-sentence; half a sentence is better than none, and worse than the others.
        if (!json && (reason != FinishReason.LENGTH || said.isEmpty())) {
            sentences.finish().forEach(this::say);
        }
        AiMessage message = complete.aiMessage();
        if (text.toString().isBlank() && !message.hasToolExecutionRequests()) {
            stream.fail(Outcome.GARBAGE);
        }
    }

    /** Of LangChain4j, when it cannot read an event, and of the stream, which knows better why it broke. */
    @Override
    public void onError(Throwable failure) {
        stream.fail(Outcome.GARBAGE);
    }

    private void say(String sentence) {
        if (over()) {
            return;
        }
        patience.useful();
        if (firstSentence == null) {
            firstSentence = Duration.ofNanos(System.nanoTime() - call);
        }
        said.add(sentence);
        try {
            listener.sentence(sentence);
        } catch (RuntimeException e) {
            thrown = e;
            stream.fail(Outcome.CANCELLED);
        }
    }

    private boolean over() {
        return stream.failure() != null;
    }

    private Outcome outcome() {
        Outcome failure = stream.failure();
        return failure != null ? failure : response != null ? Outcome.COMPLETE : Outcome.CUT;
    }

    private TokenCount tokens(Outcome outcome) {
        TokenUsage usage = response == null ? null : response.metadata().tokenUsage();
        if (usage != null && usage.inputTokenCount() != null && usage.outputTokenCount() != null) {
            return new TokenCount(usage.inputTokenCount(), usage.outputTokenCount(), false);
        }
        boolean free =
                switch (outcome) {
                    case CONNECT, REFUSED, LIMITED, SERVER, CIRCUIT_OPEN -> true;
                    case COMPLETE, TIMEOUT_FIRST, TIMEOUT_TOTAL, STALLED, CUT, GARBAGE, RESET, CANCELLED -> false;
                };
        return free
                ? TokenCount.NONE
                : new TokenCount(Tokens.of(asked.system(), asked.history()), Tokens.of(text.toString()), true);
    }
}
