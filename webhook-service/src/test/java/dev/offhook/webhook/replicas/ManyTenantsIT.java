package dev.offhook.webhook.replicas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.offhook.events.Envelope;
import dev.offhook.events.EnvelopeSerializer;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Knowledge;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.events.TenantConfiguration.Rule;
import dev.offhook.events.TenantConfiguration.Tools;
import dev.offhook.events.Topic;
import dev.offhook.servers.Servers;
import dev.offhook.webhook.testsupport.ByteHttp;
import dev.offhook.webhook.testsupport.WebhookProcess;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A replica that starts while a thousand tenants stand on the topic. */
class ManyTenantsIT {
    private static final Logger LOG = Logger.getLogger(ManyTenantsIT.class);
    private static final int TENANTS = 1_000;
    private static final int STARTS = 3;
    private static final int RULES = 20;
    private static final int ENTRIES = 20;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Path CACHE = Path.of("target", "many-tenants.aot").toAbsolutePath();

    @BeforeAll
    static void publish() {
        Servers.get().freshTopics();
        try (var producer = new KafkaProducer<String, Envelope<?>>(
                Map.of("bootstrap.servers", Servers.get().bootstrapServers()),
                new StringSerializer(),
                new EnvelopeSerializer())) {
            IntStream.range(0, TENANTS)
                    .mapToObj(ManyTenantsIT::tenant)
                    .forEach(tenant ->
                            producer.send(new ProducerRecord<>(Topic.TENANTS.topicName(), tenant.subject(), tenant)));
        }
    }

    @Test
    void replicaIsReadySoonAndKnowsThemAll() throws IOException {
        // Given: the cache that the local stack and the image have, made by a start and an end
        Files.deleteIfExists(CACHE);
        WebhookProcess.start(Map.of(), List.of("-XX:AOTCacheOutput=" + CACHE)).close();

        // When
        var with = best(STARTS, List.of("-XX:AOTCache=" + CACHE));
        var without = best(1, List.of());

        // Then
        LOG.infof("%d tenants: with an AOT cache %s, without %s", TENANTS, with, without);
        // A machine that others use too makes it wait for a processor, and that is not what is tested.
        assertThat(with.shorter()).isLessThan(SOON);
    }

    /** How long it took until a replica was ready, and how much of the processors' time. */
    private record Start(Duration wall, Duration processor) {
        Duration shorter() {
            return wall.compareTo(processor) < 0 ? wall : processor;
        }

        @Override
        public String toString() {
            return "ready after %d ms (%d ms of processor time)".formatted(wall.toMillis(), processor.toMillis());
        }
    }

    private static Start best(int starts, List<String> options) throws IOException {
        Start best = null;
        for (int start = 0; start < starts; start++) {
            try (var replica = WebhookProcess.start(Map.of(), options)) {
                assertThat(answer(replica, 0)).contains("Отель 0");
                assertThat(answer(replica, TENANTS - 1)).contains("Отель " + (TENANTS - 1));
                if (best == null || replica.readyAfter().compareTo(best.wall()) < 0) {
                    best = new Start(replica.readyAfter(), replica.processorTime());
                }
            }
        }
        return best;
    }

    // Switched off: it says so at once, and nobody has to answer.
    private static String answer(WebhookProcess replica, int number) throws IOException {
        String body = "{\"event_type\":\"call_started\",\"call_id\":\"c" + number
                + "\",\"custom_data\":{\"tenant_slug\":\"hotel-" + number + "\"}}";
        String request =
                "POST /webhook/voximplant HTTP/1.1\r\nHost: localhost:8080\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n" + body;
        try (var http = new ByteHttp(replica.port())) {
            return http.send(request.getBytes(UTF_8)).body();
        }
    }

    private static Envelope<TenantConfiguration> tenant(int number) {
        String slug = "hotel-" + number;
        var rules = IntStream.range(0, RULES)
                .mapToObj(i -> new Rule(
                        "rule-" + i,
                        List.of("цен* номер*", "сколько стоит* номер*", "прайс* " + i),
                        null,
                        "Номер категории " + i + " стоит " + 1000 * i + " рублей за ночь, завтрак включён.",
                        null,
                        false))
                .toList();
        var knowledge = IntStream.range(0, ENTRIES)
                .mapToObj(i -> new Knowledge(
                        "entry-" + i,
                        List.of("Во сколько завтрак на этаже " + i + "?", "Когда работает ресторан " + i + "?"),
                        "Завтрак подают с 7 до 11 часов в ресторане на этаже " + i + ", его можно заказать и в номер."))
                .toList();
        var tenant = new TenantConfiguration(
                slug,
                "Отель " + number,
                1,
                Plan.PREMIUM,
                "ru-RU",
                ZoneId.of("Europe/Moscow"),
                List.of(new Channel(
                        Channel.Kind.VOXIMPLANT_VOICE,
                        false,
                        List.of("+7495%07d".formatted(number)),
                        null,
                        true,
                        null)),
                new Assistant(
                        "Здравствуйте!",
                        rules,
                        List.of("Расскажите подробнее."),
                        new Phrases(
                                "Я вас не слышу.",
                                List.of("Секунду."),
                                "Извините, повторите, пожалуйста.",
                                "Перезвоните, пожалуйста, позже.",
                                "Голосовых звонков нет.",
                                "Отель " + number + " сейчас не принимает звонков.",
                                "Спасибо, записали."),
                        "Будь любезен.",
                        null,
                        knowledge,
                        Tools.NONE,
                        List.of()),
                CallHandling.PLAIN,
                null,
                Limits.NONE,
                Map.of());
        return new Envelope<>(
                "tenant:" + slug + ":1", "/offhook/tenant-service", slug, slug, Instant.now(), null, null, tenant);
    }
}
