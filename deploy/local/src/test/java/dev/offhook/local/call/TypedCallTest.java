package dev.offhook.local.call;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.offhook.events.CallEvent.TransferEnded.Outcome;
import dev.offhook.local.provider.PhoneCall;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class TypedCallTest {
    private final Line call = new Line();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void keysSilenceTransferAndMessageAreTyped() throws IOException {
        // Given
        call.answers(
                new PhoneCall.Heard("Здравствуйте!", 0, true),
                new PhoneCall.Heard("Один.", 0, true),
                new PhoneCall.Heard("Вы здесь?", 0, true),
                new PhoneCall.Heard("Соединяю.", 0, new PhoneCall.Then.Connects("+12125550111", 25)),
                new PhoneCall.Heard("Никого.", 0, new PhoneCall.Then.Records(90)),
                new PhoneCall.Heard("Спасибо.", 0, false));

        // When
        type("/key 1", "/silent", "человека!", "what?", "no-answer", "Перезвоните мне, пожалуйста, после шести");

        // Then
        assertThat(call.done)
                .containsExactly(
                        new PhoneCall.Deed.Presses("1"),
                        new PhoneCall.Deed.IsSilent(),
                        "человека!",
                        new PhoneCall.Deed.TransferEnds(Outcome.NO_ANSWER),
                        new PhoneCall.Deed.LeavesMessage(2),
                        "end");
        assertThat(out.toString(UTF_8))
                .contains(
                        "☎ connecting to +12125550111, ringing for up to 25 s",
                        "— one of answered, busy, no-answer, failed, canceled",
                        "● recording for up to 90 s",
                        "— the bot ended the call");
    }

    @Test
    void callThatIsNotTakenSaysWhy() throws IOException {
        // Given
        call.answers(new PhoneCall.Heard("", 0, new PhoneCall.Then.IsRejected("busy")));

        // When
        type();

        // Then
        assertThat(out.toString(UTF_8)).isEqualToIgnoringNewLines("— the call was not taken: busy");
    }

    private void type(String... lines) throws IOException {
        var in = new BufferedReader(new StringReader(String.join("\n", lines)));
        new TypedCall(call, in, new PrintStream(out, true, UTF_8), false).talk();
    }

    /** Answers what it was told to, and notes what was done. */
    private static final class Line implements PhoneCall {
        private final Deque<Heard> answers = new ArrayDeque<>();
        private final List<Object> done = new ArrayList<>();

        void answers(Heard... heard) {
            answers.addAll(List.of(heard));
        }

        @Override
        public String conversationId() {
            return "test:1";
        }

        @Override
        public CompletableFuture<Heard> start() {
            return CompletableFuture.completedFuture(answers.remove());
        }

        @Override
        public CompletableFuture<Heard> say(String text) {
            return noted(text);
        }

        @Override
        public CompletableFuture<Heard> does(Deed deed) {
            return noted(deed);
        }

        @Override
        public CompletableFuture<Void> end() {
            done.add("end");
            return CompletableFuture.completedFuture(null);
        }

        private CompletableFuture<Heard> noted(Object deed) {
            done.add(deed);
            return CompletableFuture.completedFuture(answers.remove());
        }
    }
}
