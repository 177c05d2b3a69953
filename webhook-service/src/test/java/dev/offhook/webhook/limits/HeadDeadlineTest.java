package dev.offhook.webhook.limits;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeadDeadlineTest {
    private static final String HEAD = "POST /webhook/call HTTP/1.1\r\nHost: a\r\n\r\n";

    private final EmbeddedChannel channel = new EmbeddedChannel(new HeadDeadline(Duration.ofSeconds(10)));

    HeadDeadlineTest() {
        channel.freezeTime();
    }

    @Test
    void dripsDoNotMoveTheDeadline() {
        for (int i = 0; i < 9; i++) {
            receive("a");
            pass(1);
        }
        assertThat(channel.isOpen()).isTrue();

        pass(2);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void connectionOnWhichNothingComesIsCut() {
        pass(11);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void requestWhoseHeadIsThereIsLeftAlone() {
        receive(HEAD.substring(0, 40));
        receive(HEAD.substring(40));

        pass(100);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void nextHeadOnTheConnectionHasItsOwnDeadline() {
        receive(HEAD);
        answer("HTTP/1.1 200 OK\r\n\r\n");
        pass(60);
        assertThat(channel.isOpen()).isTrue();

        receive("POST");
        pass(11);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void socketIsLeftAloneOnceItIsOne() {
        receive(HEAD);
        answer("HTTP/1.1 101 Switching Protocols\r\n\r\n");
        receive("\u0081\u0005hallo");

        pass(100);

        assertThat(channel.isOpen()).isTrue();
        assertThat(channel.pipeline().get(HeadDeadline.class)).isNull();
    }

    @Test
    void tlsIsLeftToItsOwnDeadline() {
        receive("\u0016\u0003\u0001");

        pass(100);

        assertThat(channel.isOpen()).isTrue();
    }

    private void receive(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
    }

    private void answer(String bytes) {
        channel.writeOutbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }
}
