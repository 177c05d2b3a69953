package dev.offhook.webhook.twilio;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import dev.offhook.events.CallEvent.FallbackSpoken;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Say;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.ScriptedDialogue;
import dev.offhook.webhook.testsupport.Twilio;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

import static dev.offhook.webhook.testsupport.Twilio.child;
import static dev.offhook.webhook.testsupport.Twilio.target;
import static org.assertj.core.api.Assertions.assertThat;

/** Answers that come sentence by sentence. */
@QuarkusTest
@WithTestResource(RealServers.class)
class PartialAnswersTest {
    private static final String TURN_1 = "/webhook/call?step=gather&turn=1";

    @Inject
    DemoTenants tenants;

    @Inject
    ScriptedDialogue dialogue;

    private final Twilio twilio = Twilio.callTo(DemoTenants.HR_NUMBER);
    private final String event = twilio.conversation() + ":1:CallerSpoke";

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @Test
    void wordsThatAreThereAreSpokenInsteadOfAFillerAndTheRestFollows() {
        // Given
        var first = beginning("Первое.");
        dialogue.say(event, 1, "Второе.");
        dialogue.act(event, new Listen(2, 2));

        // When
        var rest = follow(first);

        // Then
        assertThat(texts(first)).isEqualTo("Первое.");
        assertThat(texts(rest)).isEqualTo("Второе.");
        assertThat(child(rest, "Gather").getAttribute("action")).endsWith("?step=gather&turn=2");
        assertThat(dialogue.copiesOf(event)).isEqualTo(1);
    }

    @Test
    void pollSpeaksTheNextSentenceWithoutWaitingForTheLast() {
        // Given
        var first = beginning("Первое.");
        dialogue.say(event, 1, "Второе.");

        // When
        var second = follow(first);
        dialogue.act(event, new Listen(2, 2));
        var end = follow(second);

        // Then
        assertThat(texts(second)).isEqualTo("Второе.");
        assertThat(texts(end)).isEmpty();
        child(end, "Gather");
    }

    @Test
    void retriedRequestsGetTheWordsThatTheFirstGot() {
        // Given
        var first = beginning("Первое.");
        dialogue.say(event, 1, "Второе.");
        var second = follow(first);
        dialogue.say(event, 2, "Третье.");
        dialogue.act(event, new Listen(3, 2));
        var end = follow(second);

        // When
        var firstAgain = twilio.twiml(TURN_1, "SpeechResult", ScriptedDialogue.LATER);
        var secondAgain = follow(first);

        // Then
        assertThat(texts(end)).isEqualTo("Третье.");
        assertThat(texts(firstAgain)).isEqualTo("Первое.");
        assertThat(redirect(firstAgain)).isEqualTo(redirect(first));
        assertThat(texts(secondAgain)).isEqualTo("Второе.");
        assertThat(redirect(secondAgain)).isEqualTo(redirect(second));
    }

    @Test
    void pollOfATurnThatAnotherReplicaHeldGoesOnBehindTheSpokenWords() {
        // Given
        dialogue.replyTo("hr-center", twilio.conversation(), event, new Say(0, false, "Первое.", "ru-RU", null));
        dialogue.replyTo("hr-center", twilio.conversation(), event, new Say(1, true, "Второе.", "ru-RU", null));
        dialogue.replyTo("hr-center", twilio.conversation(), event, new Listen(2, 2));

        // When
        var rest = twilio.twiml("/webhook/call?step=poll&poll=1&event=" + event + "&turn=1&from=1");

        // Then
        assertThat(texts(rest)).isEqualTo("Второе.");
        child(rest, "Gather");
    }

    @Test
    void sentenceBehindAGapIsNotSpoken() {
        // Given
        var request = CompletableFuture.supplyAsync(
                () -> twilio.twiml(TURN_1, "SpeechResult", ScriptedDialogue.LATER), Thread::startVirtualThread);
        dialogue.say(event, 1, "Второе.");

        // When
        var filler = request.join();

        // Then
        assertThat(texts(filler)).isEqualTo("Секунду.");
    }

    @Test
    void restThatNeverComesLeavesTheCallerListenedToWithoutAnApology() {
        // Given
        var first = beginning("Первое.");

        // When
        var end = follow(first);

        // Then
        assertThat(texts(end)).isEmpty();
        assertThat(child(end, "Gather").getAttribute("action")).endsWith("?step=gather&turn=2");
        dialogue.say(event, 1, "Поздно.");
        twilio.twiml("/webhook/call?step=gather&turn=2", "SpeechResult", "дальше");
        assertThat(texts(follow(first))).isEmpty();
        assertThat(dialogue.eventsOf(twilio.conversation()))
                .noneMatch(published -> published.data() instanceof FallbackSpoken);
    }

    @Test
    void sentenceThatComesWhileTheCallerHearsAFillerIsSpokenAtOnce() {
        // Given
        var filler = twilio.twiml(TURN_1, "SpeechResult", ScriptedDialogue.LATER);
        dialogue.say(event, 0, "Первое.");

        // When
        var words = follow(filler);

        // Then
        assertThat(texts(words)).isEqualTo("Первое.");
        assertThat(redirect(words)).contains("&from=1");
    }

    private Element beginning(String words) {
        var request = CompletableFuture.supplyAsync(
                () -> twilio.twiml(TURN_1, "SpeechResult", ScriptedDialogue.LATER), Thread::startVirtualThread);
        dialogue.say(event, 0, words);
        return request.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private Element follow(Element document) {
        return twilio.twiml(target(redirect(document)));
    }

    private static String redirect(Element document) {
        return child(document, "Redirect").getTextContent();
    }

    private static String texts(Element document) {
        var says = document.getElementsByTagName("Say");
        var texts = new StringBuilder();
        for (int i = 0; i < says.getLength(); i++) {
            texts.append(says.item(i).getTextContent());
        }
        return texts.toString();
    }
}
