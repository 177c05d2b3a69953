package dev.offhook.dialogue;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.offhook.dialogue.testsupport.TwoChannels;
import dev.offhook.dialogue.testsupport.Wire;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallRecorded;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.Envelope;
import dev.offhook.events.Provider;
import dev.offhook.events.Reply;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.Topic;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.servers.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a channel does in its own way, from the tenants topic to the replies. */
@QuarkusTest
@WithTestResource(RealServers.class)
class ChannelEffectsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Wire wire;

    @Inject
    Tenants tenants;

    @BeforeEach
    void tenantIsKnown() {
        var tenant = TwoChannels.withoutDesk(null);
        wire.publish(
                Topic.TENANTS,
                tenant.slug(),
                Wire.envelope("tenant:two-channels", tenant.slug(), tenant.slug(), tenant));
        Awaitility.await().atMost(SOON).until(() -> tenants.bySlug(TwoChannels.SLUG)
                .isPresent());
    }

    @Test
    void callIsGreetedAsItsChannelDoesWithTheHandoffLinkInPlace() {
        // Given
        String voximplant = conversation(Provider.VOXIMPLANT);
        String twilio = conversation(Provider.TWILIO);

        // When
        begin(voximplant, Provider.VOXIMPLANT);
        begin(twilio, Provider.TWILIO);

        // Then
        assertThat(wire.wordsTo(voximplant + ":0"))
                .containsExactly(
                        TwoChannels.NOTICE,
                        TwoChannels.VOXIMPLANT_GREETING.replace("{handoff}", TwoChannels.HANDOFF.toString()));
        assertThat(wire.wordsTo(twilio + ":0")).containsExactly(TwoChannels.NOTICE, TwoChannels.GREETING);
    }

    @Test
    void messageInTwoRecordingsIsToldOfOnce() {
        // Given
        String call = conversation(Provider.TWILIO);
        begin(call, Provider.TWILIO);
        for (int turn = 1; turn <= 2; turn++) {
            publish(call, ":" + turn, new CallerSpoke("абракадабра", null, null, turn));
            awaitAction(call + ":" + turn);
        }
        assertThat(wire.answersTo(call + ":2")).extracting(Envelope::data).anyMatch(Reply.Record.class::isInstance);

        // When
        publish(call, ":message", new CallRecorded("https://api.example.org/RE1", 12));
        publish(call, ":end", new CallEnded("completed", 60));
        publish(call, ":whole", new CallRecorded("https://api.example.org/RE2", 60));
        publish(call, ":late", new CallerSpoke("ещё тут", null, null, 3));
        awaitAction(call + ":late");

        // Then
        assertThat(notices(call + ":message")).singleElement().satisfies(notice -> {
            assertThat(notice.to()).isEqualTo(TwoChannels.OPERATOR);
            assertThat(notice.text()).contains("RE1");
        });
        assertThat(notices(call + ":whole")).isEmpty();
    }

    private List<SmsRequest> notices(String event) {
        return wire.answersTo(event).stream()
                .map(Envelope::data)
                .filter(SmsRequest.class::isInstance)
                .map(SmsRequest.class::cast)
                .toList();
    }

    private void begin(String call, Provider provider) {
        publish(call, ":0", new CallStarted(provider, "+14155550100", null, 7));
        awaitAction(call + ":0");
    }

    private void publish(String call, String id, CallEvent event) {
        wire.publish(Topic.CALL_EVENTS, call, Wire.envelope(call + id, call, TwoChannels.SLUG, event));
    }

    private void awaitAction(String event) {
        Awaitility.await().atMost(SOON).until(() -> wire.answersTo(event).stream()
                .anyMatch(reply -> reply.data() instanceof Reply.Action));
    }

    private static String conversation(Provider provider) {
        return provider.conversationId(UUID.randomUUID().toString());
    }
}
