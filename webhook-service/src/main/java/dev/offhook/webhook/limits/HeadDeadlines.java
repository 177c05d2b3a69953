package dev.offhook.webhook.limits;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

/**
 * Gives every connection of this process's servers its {@link HeadDeadline}: Netty's own extension point, found by
 * {@link java.util.ServiceLoader}, since Quarkus keeps the connections of its server to itself.
 */
public class HeadDeadlines extends ChannelInitializerExtension {
    private static volatile Duration within = Duration.ofSeconds(10);

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addFirst(new HeadDeadline(within));
    }

    /** Switches the extension on before the first server starts. */
    @ApplicationScoped
    static class Switch implements HttpServerOptionsCustomizer {
        private final LimitsConfiguration configuration;

        Switch(LimitsConfiguration configuration) {
            this.configuration = configuration;
        }

        @Override
        public void customizeHttpServer(HttpServerOptions options) {
            within = configuration.headWithin();
            System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
        }
    }
}
