package dev.offhook.servers.llm;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.offhook.servers.llm.Step.Cut;
import dev.offhook.servers.llm.Step.Delay;
import dev.offhook.servers.llm.Step.Hang;
import dev.offhook.servers.llm.Step.Metadata;
import dev.offhook.servers.llm.Step.Raw;
import dev.offhook.servers.llm.Step.Reset;
import dev.offhook.servers.llm.Step.Text;

/**
 * What the name of a model asks for: a fault, or pauses, as in {@code fake?first=300ms&piece=20ms}.
 *
 * @param first the pause before the first word
 * @param piece the pause before every further word
 * @param fault what is answered in place of anything else
 */
record AskedModel(Duration first, Duration piece, Optional<Script> fault) {
    /** The models that {@code GET /v1/models} lists. */
    static final List<String> NAMES = List.of(
            "fake",
            "fake-slow",
            "fake-silent",
            "fake-metadata",
            "fake-cut",
            "fake-stall",
            "fake-401",
            "fake-429",
            "fake-500",
            "fake-garbage",
            "fake-reset",
            "fake-html");

    private static final Duration SLOW = Duration.ofMillis(400);
    private static final Duration DRIP = Duration.ofMillis(100);
    private static final int DRIPS = 600;
    private static final Pattern PAUSE = Pattern.compile("[?&](first|piece)=(\\d{1,6})(ms|s)?");

    static AskedModel of(String name) {
        boolean slow = name.startsWith("fake-slow");
        Duration first = slow ? SLOW : Duration.ZERO;
        Duration piece = slow ? SLOW : Duration.ZERO;
        Matcher pauses = PAUSE.matcher(name);
        while (pauses.find()) {
            long amount = Long.parseLong(pauses.group(2));
            Duration pause = "s".equals(pauses.group(3)) ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
            if (pauses.group(1).equals("first")) {
                first = pause;
            } else {
                piece = pause;
            }
        }
        Duration before = first;
        return new AskedModel(
                first,
                piece,
                fault(name.split("\\?", 2)[0]).map(fault -> before.isZero() ? fault : fault.after(before)));
    }

    private static Optional<Script> fault(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "fake-silent" -> Script.of(new Hang());
                    case "fake-metadata" -> drip();
                    case "fake-cut" -> Script.of(new Text("Да, конечно, мы"), new Text(" работаем"), new Cut(false));
                    case "fake-stall" ->
                        Script.of(new Text("Мы работаем каждый день."), new Text(" Завтрак подают"), new Hang());
                    case "fake-401" -> Script.error(401, "Incorrect API key provided.");
                    case "fake-429" ->
                        new Script(429, null, Map.of("Retry-After", "1"), List.of(new Text("Rate limit reached.")));
                    case "fake-500" -> Script.error(500, "The server had an error while processing your request.");
                    case "fake-garbage" ->
                        Script.of(
                                new Raw("data: {\"id\":\"x\",\"cho"),
                                new Raw(""),
                                new Raw("%PDF-1.7 \u0000"),
                                new Cut(true));
                    case "fake-reset" -> Script.of(new Reset());
                    case "fake-html" ->
                        new Script(
                                200,
                                "text/html; charset=utf-8",
                                Map.of(),
                                List.of(
                                        new Raw("<!doctype html><title>Sign in</title><p>Please sign in."),
                                        new Cut(true)));
                    default -> null;
                });
    }

    /** A minute of events without words. */
    private static Script drip() {
        Step[] steps = new Step[2 * DRIPS + 1];
        for (int i = 0; i < DRIPS; i++) {
            steps[2 * i] = new Metadata();
            steps[2 * i + 1] = new Delay(DRIP);
        }
        steps[2 * DRIPS] = new Hang();
        return Script.of(steps);
    }
}
