package dev.offhook.webhook.setup;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.MenuKey;
import dev.offhook.events.TenantConfiguration.Voice;
import dev.offhook.webhook.ingress.IngressConfiguration;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** Scenarios as they are generated, run on Node against a double of VoxEngine. */
class GeneratedScenarioTest {
    private static final Pattern RESULT = Pattern.compile("^(not ok|ok) \\d+ - (.*)$");
    private static final int LONGEST_SCENARIO = 256 * 1024;

    private final ObjectMapper json = new ObjectMapper();
    private final VoximplantScenario scenario = new VoximplantScenario(new PublicUrl(), new Waiting(), json);

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> scenariosOnNode() throws IOException, InterruptedException {
        assumeTrue(Node.isThere(), "there is no node of version 20 or newer on the PATH");
        write("voice-webhook-ru", SetupTenants.tenant("ru-RU", null), ScenarioMode.VOICE);
        write("voice-webhook-en", SetupTenants.tenant("en-GB", null), ScenarioMode.VOICE);
        write("voice-webhook-menu", SetupTenants.tenant("ru-RU", null, new MenuKey("1", "a")), ScenarioMode.VOICE);
        write("voice-webhook-filipp", SetupTenants.tenant("ru-RU", "Yandex.Neural.ru_RU_filipp"), ScenarioMode.VOICE);
        write("voice-webhook-odd", SetupTenants.tenant("ru-RU", "Polly.Tatyana"), ScenarioMode.VOICE);
        write("voice-webhook-male", SetupTenants.spoken(Voice.MALE), ScenarioMode.VOICE);
        write("voice-webhook-recorded", SetupTenants.recorded("Разговор записывается."), ScenarioMode.VOICE);
        write("greeting-ru", SetupTenants.tenant("ru-RU", null), ScenarioMode.GREETING);
        Files.writeString(
                folder.resolve("voice-stream-ru.js"),
                scenario.of(SetupTenants.tenant("ru-RU", null), ScenarioMode.VOICE, Channel.Transport.STREAM));

        var arguments = new ArrayList<>(List.of("--test", "--test-reporter=tap"));
        arguments.addAll(Node.tests());
        var node = Node.start(Map.of("SCENARIOS", folder.toString()), arguments.toArray(String[]::new));
        var output = node.inputReader().lines().toList();
        int status = node.waitFor();

        var results = results(output);
        assertThat(results).as(String.join("\n", output)).hasSizeGreaterThan(50);
        return Stream.concat(
                Stream.of(dynamicTest("node ends as its tests do", () -> assertThat(status)
                        .as(String.join("\n", output))
                        .isEqualTo(results.values().stream().allMatch(List::isEmpty) ? 0 : 1))),
                results.entrySet().stream()
                        .map(result -> dynamicTest(result.getKey(), () -> assertThat(result.getValue())
                                .isEmpty())));
    }

    @Test
    void tenantsWordsStayWords() throws JsonProcessingException {
        // Given
        String greeting = "\"'`${1}</script><!--\\ \u2028\u2029 %s \n\r\t Ёж 🙂";
        var tenant = SetupTenants.tenant("ru-RU", "'; hangup(); '", greeting, "%d", List.of());

        // When
        String text = scenario.of(tenant, ScenarioMode.GREETING, Channel.Transport.WEBHOOK);

        // Then
        assertThat(text).doesNotContain("</script", "<!--", "\u2028", "\u2029").contains("Ёж 🙂");
        var settings = json.readTree(text.substring(text.indexOf("const TENANT = ") + 15, text.indexOf("\n};") + 2));
        assertThat(settings.path("greeting").textValue()).isEqualTo(greeting);
        assertThat(settings.path("voice").textValue()).isEqualTo("'; hangup(); '");
    }

    @Test
    void channelsGreetingIsItsScenarios() throws JsonProcessingException {
        // Given
        var tenant = SetupTenants.onChannels("Звонок на второй номер.", null, false, null);

        // When
        String text = scenario.of(tenant, ScenarioMode.GREETING, Channel.Transport.WEBHOOK);

        // Then
        var settings = json.readTree(text.substring(text.indexOf("const TENANT = ") + 15, text.indexOf("\n};") + 2));
        assertThat(settings.path("greeting").textValue()).isEqualTo("Звонок на второй номер.");
    }

    @Test
    void scenarioHoldsNoSecretAndFits() {
        for (ScenarioMode mode : ScenarioMode.values()) {
            String text = scenario.of(SetupTenants.tenant("ru-RU", null), mode, Channel.Transport.STREAM);
            assertThat(text).doesNotContain("c2VjcmV0").hasSizeLessThan(LONGEST_SCENARIO);
        }
    }

    private void write(String name, TenantConfiguration tenant, ScenarioMode mode) throws IOException {
        Files.writeString(folder.resolve(name + ".js"), scenario.of(tenant, mode, Channel.Transport.WEBHOOK));
    }

    // Of a test that failed, the lines that say why follow it, indented.
    private static Map<String, List<String>> results(List<String> output) {
        var results = new LinkedHashMap<String, List<String>>();
        List<String> failure = null;
        for (String line : output) {
            Matcher result = RESULT.matcher(line);
            if (result.matches()) {
                failure = results.computeIfAbsent(result.group(2), name -> new ArrayList<>());
                if (result.group(1).equals("ok")) {
                    failure = null;
                } else {
                    failure.add(line);
                }
            } else if (failure != null && line.startsWith(" ")) {
                failure.add(line);
            }
        }
        return results;
    }

    private record PublicUrl() implements IngressConfiguration {
        @Override
        public URI publicUrl() {
            return URI.create("https://bot.example.org");
        }

        @Override
        public Optional<List<URI>> otherPublicUrls() {
            return Optional.empty();
        }

        @Override
        public Optional<List<String>> trustedProxies() {
            return Optional.empty();
        }

        @Override
        public Optional<String> threadKey() {
            return Optional.empty();
        }
    }

    private record Waiting() implements ScenarioConfiguration {
        @Override
        public Duration fillerAfter() {
            return Duration.ofMillis(1200);
        }

        @Override
        public Duration nextFillerAfter() {
            return Duration.ofMillis(3500);
        }

        @Override
        public Duration silenceAfter() {
            return Duration.ofSeconds(6);
        }
    }
}
