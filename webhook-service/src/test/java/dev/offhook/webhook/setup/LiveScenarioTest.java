package dev.offhook.webhook.setup;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.ScriptedDialogue;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A generated scenario that posts to this service, as it would from VoxEngine. */
@QuarkusTest
@WithTestResource(RealServers.class)
class LiveScenarioTest {
    @Inject
    DemoTenants demo;

    @Inject
    Tenants tenants;

    @Inject
    VoximplantScenario scenario;

    @Inject
    ScriptedDialogue dialogue;

    @Inject
    ObjectMapper json;

    @TestHTTPResource
    URI address;

    @TempDir
    Path folder;

    @Test
    void generatedScenarioTalksToThisService() throws IOException, InterruptedException {
        assumeTrue(Node.isThere(), "there is no node of version 20 or newer on the PATH");
        // Given
        demo.awaitKnown();
        var file = folder.resolve("scenario.js");
        Files.writeString(
                file,
                scenario.of(
                        tenants.bySlug("hotel-royal").orElseThrow(), ScenarioMode.VOICE, Channel.Transport.WEBHOOK));

        // When
        var result = run(file);

        // Then
        assertThat(result.path("events").toString())
                .isEqualTo("[\"call_started 0\",\"speech_recognized 1\",\"dtmf 2\",\"speech_recognized 3\","
                        + "\"speech_recognized 4\",\"transfer_ended 5\",\"speech_recognized 6\",\"call_ended 6\"]");
        assertThat(result.path("codes"))
                .allSatisfy(code -> assertThat(code.intValue()).isEqualTo(200));
        assertThat(result.path("errors")).isEmpty();
        assertThat("+" + result.path("called").textValue()).isEqualTo(ScriptedDialogue.CONSULTANT);

        String conversation = "voximplant:" + result.path("callId").textValue();
        assertThat(dialogue.awaitEvent(conversation + ":0:CallStarted").data())
                .isInstanceOfSatisfying(CallStarted.class, started -> {
                    assertThat(started.from()).isEqualTo("+79161234567");
                    assertThat(started.to()).isEqualTo("+74951234567");
                });
        assertThat(dialogue.awaitEvent(conversation + ":1:CallerSpoke").data())
                .isEqualTo(new CallerSpoke("Сколько стоит «люкс»?", 0.9, "ru-RU", 1));
        assertThat(dialogue.awaitEvent(conversation + ":2:CallerPressed").data())
                .isEqualTo(new CallerPressed("12", 2));
        assertThat(dialogue.awaitEvent(conversation + ":5:TransferEnded").data())
                .isEqualTo(new TransferEnded(TransferEnded.Outcome.BUSY, ScriptedDialogue.CONSULTANT, 5));
        assertThat(dialogue.awaitEvent(conversation + ":end:CallEnded").data()).isInstanceOf(CallEnded.class);
    }

    private JsonNode run(Path file) throws IOException, InterruptedException {
        var root = address.getScheme() + "://" + address.getAuthority();
        var node = Node.start(
                Map.of(), "live.js", file.toString(), root, UUID.randomUUID().toString());
        var output = node.inputReader().lines().toList();
        assertThat(node.waitFor()).as(String.join("\n", output)).isZero();
        return json.readTree(output.getLast());
    }
}
