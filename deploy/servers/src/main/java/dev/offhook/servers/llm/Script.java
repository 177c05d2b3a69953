package dev.offhook.servers.llm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.offhook.servers.llm.Step.Delay;
import dev.offhook.servers.llm.Step.Finish;
import dev.offhook.servers.llm.Step.Text;
import dev.offhook.servers.llm.Step.ToolCall;
import dev.offhook.servers.llm.Step.Usage;

/**
 * What the server answers to one request. A script whose steps neither finish nor break the answer is finished in order:
 * finish reason, usage where the request wants it, {@code [DONE]}.
 *
 * @param status the HTTP status; other than 200, the steps' text is the message of OpenAI's error object
 * @param contentType of the response; null for what belongs to the status and to the request
 * @param headers further headers of the response, e.g. {@code Retry-After}
 * @param steps what happens, in order
 */
public record Script(int status, String contentType, Map<String, String> headers, List<Step> steps) {
    private static final Pattern PIECES = Pattern.compile("\\s*\\S+\\s*$|\\s*\\S+");

    public Script {
        headers = Map.copyOf(headers);
        steps = List.copyOf(steps);
    }

    /** An answer of these steps. */
    public static Script of(Step... steps) {
        return new Script(200, null, Map.of(), List.of(steps));
    }

    /** A text, word by word, without a pause. */
    public static Script text(String text) {
        return text(text, Duration.ZERO, Duration.ZERO);
    }

    /**
     * A text, word by word.
     *
     * @param first the pause before the first word
     * @param piece the pause before every further word
     */
    public static Script text(String text, Duration first, Duration piece) {
        List<Step> steps = new ArrayList<>();
        for (String word : pieces(text)) {
            Duration pause = steps.isEmpty() ? first : piece;
            steps.add(new Delay(pause));
            steps.add(new Text(word));
        }
        return of(steps.toArray(Step[]::new));
    }

    /** One tool call and nothing else. */
    public static Script toolCall(String id, String name, String arguments) {
        return of(new ToolCall(id, name, arguments));
    }

    /** An HTTP error with OpenAI's error object. */
    public static Script error(int status, String message) {
        return new Script(status, null, Map.of(), List.of(new Text(message)));
    }

    /** This script with more steps behind its own. */
    public Script then(Step... more) {
        return new Script(
                status,
                contentType,
                headers,
                Stream.concat(steps.stream(), Stream.of(more)).toList());
    }

    /** This script after a pause. */
    public Script after(Duration pause) {
        return new Script(
                status,
                contentType,
                headers,
                Stream.concat(Stream.of(new Delay(pause)), steps.stream()).toList());
    }

    /** A text cut into words, each with the space before it: about what a model's tokens look like. */
    static List<String> pieces(String text) {
        return PIECES.matcher(text).results().map(found -> found.group()).toList();
    }

    /** The text of all steps. */
    String text() {
        var text = new StringBuilder();
        for (Step step : steps) {
            if (step instanceof Text piece) {
                text.append(piece.piece());
            }
        }
        return text.toString();
    }

    List<ToolCall> toolCalls() {
        return steps.stream()
                .filter(ToolCall.class::isInstance)
                .map(ToolCall.class::cast)
                .toList();
    }

    /** How many tokens the answer costs: what the script says, or one for each piece. */
    int tokensOut() {
        return steps.stream()
                .filter(Usage.class::isInstance)
                .mapToInt(step -> ((Usage) step).out())
                .findFirst()
                .orElseGet(() -> (int) steps.stream()
                        .filter(step -> step instanceof Text || step instanceof ToolCall)
                        .count());
    }

    /** Why the answer ends: what the script says, or what follows from its steps. */
    String finishReason() {
        return steps.stream()
                .filter(Finish.class::isInstance)
                .map(step -> ((Finish) step).reason())
                .findFirst()
                .orElse(toolCalls().isEmpty() ? "stop" : "tool_calls");
    }
}
