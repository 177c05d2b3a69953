package dev.offhook.local.keys;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.local.cli.Console;
import dev.offhook.local.cli.StackOptions;
import dev.offhook.local.keys.KeysApi.NotThereException;
import dev.offhook.local.stack.ServiceName;
import dev.offhook.local.stack.StackException;
import dev.offhook.local.token.ApiToken;
import dev.offhook.local.token.StackTokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rotates the key ring, and shows how far it is. */
@Command(
        name = "rotate",
        description = {
            "A new key for the tenants' secrets, while everything runs: it is distributed, every secret is sealed"
                    + " anew with it, and the old key is retired once every replica has confirmed.",
            "A rotation goes on without this command; called again, it shows the one that goes on."
        },
        footer = {
            "",
            "Exit code 0 when the old keys are gone, 1 when that takes longer than --within.",
            "The token is taken from OFFHOOK_TOKEN; of the local stack, else, the demo admin's."
        },
        mixinStandardHelpOptions = true)
public final class RotateCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long to watch. Default: ${DEFAULT-VALUE}.")
    private int within;

    @Option(names = "--url", paramLabel = "URL", description = "Where tenant-service is. Default: the local stack's.")
    private URI url;

    private final Console console = Console.ofProcess();
    private final Set<String> said = new LinkedHashSet<>();

    /** For picocli. */
    public RotateCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        var api = new KeysApi(service(), token());
        long until = System.nanoTime() + Duration.ofSeconds(within).toNanos();
        JsonNode rotation = begin(api);
        console.progress("rotation " + rotation.path("id").asLong() + ", new key "
                + console.bold(rotation.path("key").asText()));
        while (!show(rotation)) {
            if (System.nanoTime() > until) {
                console.error(
                        "not done within " + within + " s; it goes on by itself, ./offhook rotate shows it again");
                return 1;
            }
            Thread.sleep(LOOK_EVERY);
            rotation = again(api, rotation);
        }
        console.progress(console.green(
                "done: the old keys are gone, " + rotation.path("sealed").asInt() + " tenants were sealed anew"));
        return 0;
    }

    /** Says what is new, and whether it is done. */
    private boolean show(JsonNode rotation) {
        String step = rotation.path("step").asText();
        once(
                switch (step) {
                    case "distributing" -> "the new key is distributed";
                    case "sealing" -> "the new key seals; every secret is sealed anew";
                    case "confirming" -> "every secret is sealed anew; the replicas confirm";
                    default -> "";
                });
        texts(rotation, "waitsFor").forEach(text -> once(console.yellow("waits: ") + text));
        texts(rotation, "lost").forEach(text -> once(console.red("lost: ") + text));
        return step.equals("done");
    }

    private void once(String text) {
        if (!text.isEmpty() && said.add(text)) {
            console.progress(text);
        }
    }

    private static JsonNode begin(KeysApi api) throws InterruptedException {
        try {
            return api.begin();
        } catch (NotThereException e) {
            throw new StackException(e.getMessage(), e);
        }
    }

    /** A replica that dies meanwhile is started again: the rotation is none the worse for it. */
    private JsonNode again(KeysApi api, JsonNode before) throws InterruptedException {
        try {
            return api.rotation(before.path("id").asLong());
        } catch (NotThereException e) {
            once(console.yellow("waits: ") + e.getMessage());
            return before;
        }
    }

    private static List<String> texts(JsonNode rotation, String field) {
        var texts = new ArrayList<String>();
        rotation.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private ApiToken token() {
        return url == null
                ? ApiToken.ofEnvironmentOr(new StackTokens(stackOptions.layout()))
                : ApiToken.ofEnvironment();
    }

    private URI service() {
        return url != null
                ? url
                : URI.create("http://localhost:" + stackOptions.layout().ports().http(ServiceName.TENANT));
    }
}
