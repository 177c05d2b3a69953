package dev.offhook.webhook.limits;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import org.jboss.logging.Logger;

/**
 * Gives every connection that the HTTP server accepts its {@link HeadDeadline}. Quarkus keeps the server to itself, and
 * Vert.x has no hook before a request's head is there; but Netty's acceptor knows the channel that listens.
 */
@ApplicationScoped
class HeadDeadlines {
    private static final Logger LOG = Logger.getLogger(HeadDeadlines.class);

    private final Duration within;
    private final Vertx vertx;

    HeadDeadlines(LimitsConfiguration configuration, Vertx vertx) {
        within = configuration.headWithin();
        this.vertx = vertx;
    }

    void started(@ObservesAsync HttpServerStart event) {
        ((VertxInternal) vertx).getAcceptorEventLoopGroup().forEach(acceptor -> {
            if (acceptor instanceof SingleThreadEventLoop loop) {
                loop.execute(() -> install(loop));
            } else {
                LOG.warnf("no deadline for slow heads: acceptor=%s", acceptor.getClass());
            }
        });
    }

    // Runs on the acceptor, which alone may look at its channels.
    private void install(EventLoop loop) {
        var channels = ((SingleThreadEventLoop) loop).registeredChannelsIterator();
        while (channels.hasNext()) {
            if (channels.next() instanceof ServerChannel server
                    && server.pipeline().get(Accepting.class) == null) {
                server.pipeline().addFirst(new Accepting(within));
            }
        }
    }

    @Sharable
    private static final class Accepting extends ChannelInboundHandlerAdapter {
        private final Duration within;

        Accepting(Duration within) {
            this.within = within;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            if (accepted instanceof Channel connection) {
                connection.pipeline().addFirst(new HeadDeadline(within));
            }
            context.fireChannelRead(accepted);
        }
    }
}
