package dev.offhook.local.replay;

import java.net.URI;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.events.EventJson;
import dev.offhook.local.cli.Console;
import dev.offhook.local.cli.StackOptions;
import dev.offhook.local.stack.ServiceName;
import dev.offhook.local.stack.StackException;
import dev.offhook.local.token.ApiToken;
import dev.offhook.local.token.StackTokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what callers of the past would be answered now. */
@Command(
        name = "replay",
        description = {
            "What callers asked before, answered by another version of the configuration, side by side.",
            "Nothing is sent, stored or called."
        },
        footer = {"", "The token is taken from OFFHOOK_TOKEN; of the local stack, else, the demo admin's."},
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
    private static final int NARROWEST = 60;
    private static final int USUAL_WIDTH = 120;

    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Option(names = "--tenant", paramLabel = "SLUG", defaultValue = "hr-center", description = "Default: hr-center.")
    private String tenant;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "7d",
            converter = PointInTime.class,
            description = "Conversations that began then or later: 30m, 2h, 7d ago, or an instant. Default: 7d.")
    private Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = PointInTime.class,
            description = "Conversations that began before. Default: now.")
    private Instant until;

    @Option(
            names = "--with-version",
            paramLabel = "N",
            description = "The version of the configuration that answers. Default: the one that holds now.")
    private Long version;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many conversations, the newest. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--llm", description = "Ask the LLM too; it costs what it costs.")
    private boolean llm;

    @Option(names = "--all", description = "Show the turns that are the same, too.")
    private boolean all;

    @Option(names = "--json", description = "The lines as dialogue-service gives them, one JSON object each.")
    private boolean json;

    @Option(names = "--fail-on-difference", description = "Exit with 1 when a turn is answered otherwise.")
    private boolean failOnDifference;

    @Option(names = "--url", paramLabel = "URL", description = "Where dialogue-service is. Default: the local stack's.")
    private URI url;

    /** For picocli. */
    public ReplayCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        var console = Console.ofProcess();
        var report = new ReplayReport(console, width(), all);
        var end = new AtomicReference<JsonNode>();
        new ReplayApi(service(), token()).replay(tenant, request(), line -> {
            if (line.has("summary")) {
                end.set(line.path("summary"));
            }
            if (json) {
                console.line(line.toString());
            } else if (line.has("summary")) {
                console.line(report.summary(line.path("summary")));
            } else {
                report.turn(line).forEach(console::line);
            }
        });
        if (end.get() == null) {
            throw new StackException("the replay broke off before its end; dialogue-service's log says why");
        }
        return failOnDifference && end.get().path("different").asInt() > 0 ? 1 : 0;
    }

    private ObjectNode request() {
        var request = EventJson.mapper().createObjectNode();
        request.put("since", since.toString());
        request.put("until", until == null ? null : until.toString());
        request.put("version", version);
        request.put("limit", limit);
        request.put("llm", llm);
        return request;
    }

    private ApiToken token() {
        return url == null
                ? ApiToken.ofEnvironmentOr(new StackTokens(stackOptions.layout()))
                : ApiToken.ofEnvironment();
    }

    private URI service() {
        return url != null
                ? url
                : URI.create("http://localhost:" + stackOptions.layout().ports().http(ServiceName.DIALOGUE));
    }

    private static int width() {
        String columns = System.getenv("COLUMNS");
        return columns == null || !columns.matches("\\d{1,4}")
                ? USUAL_WIDTH
                : Math.max(NARROWEST, Integer.parseInt(columns));
    }
}
