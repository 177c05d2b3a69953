package dev.offhook.dialogue.knowledge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import dev.offhook.dialogue.database.Database;
import dev.offhook.dialogue.testsupport.AtOnce;
import dev.offhook.dialogue.testsupport.Replicas;
import dev.offhook.dialogue.testsupport.Tenant;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Knowledge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class KnowledgeTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Knowledge BREAKFAST = entry("breakfast", "Завтрак с 7 до 11.", "когда завтрак");
    private static final Knowledge PRICE = entry("price", "От 6500 рублей.", "сколько стоит", "сколько стоит номер");
    private static Replicas replicas;

    private final KnowledgeConfiguration configuration = Replicas.defaults(KnowledgeConfiguration.class);
    private final AtomicLong nanos = new AtomicLong();
    private final Replica first = new Replica(replicas.get(0));
    private final Replica second = new Replica(replicas.get(1));
    private final String slug = "knows-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        replicas = new Replicas(2);
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @Test
    void replicasThatSeeAVersionAtOnceWriteItOnce() {
        // Given
        var tenant = Tenant.with(slug, 1, List.of(BREAKFAST, PRICE));

        // When
        AtOnce.times(20, copy -> {
            new Replica(replicas.get(copy)).knowledge.index(tenant);
            return copy;
        });

        // Then
        assertThat(first.rows("knowledge_set where tenant = '" + slug + "'")).isEqualTo(1);
        assertThat(first.rows("knowledge_entry join knowledge_set on knowledge_set.id = set_id where tenant = '" + slug
                        + "'"))
                .isEqualTo(2);
        assertThat(first.answers(tenant, "а завтрак когда")).containsExactly("breakfast");
    }

    @Test
    void versionsWithTheSameEntriesShareThem() {
        // Given
        first.knowledge.index(Tenant.with(slug, 1, List.of(BREAKFAST)));

        // When
        first.knowledge.index(Tenant.with(slug, 2, List.of(BREAKFAST)));

        // Then
        assertThat(first.rows("knowledge_set where tenant = '" + slug + "'")).isEqualTo(1);
        assertThat(first.rows("knowledge_version where tenant = '" + slug + "'"))
                .isEqualTo(2);
    }

    @Test
    void everyVersionAnswersWithItsOwnEntries() {
        // Given
        var old = Tenant.with(slug, 1, List.of(BREAKFAST));
        var current = Tenant.with(slug, 2, List.of(entry("breakfast", "Завтрака нет.", "когда завтрак")));
        first.knowledge.index(old);
        first.knowledge.index(current);

        // When
        var answers = IntStream.of(1, 2)
                .mapToObj(version -> second.knowledge
                        .answer(slug, version, "Когда завтрак?")
                        .orElseThrow()
                        .text())
                .toList();

        // Then
        assertThat(answers).containsExactly("Завтрак с 7 до 11.", "Завтрака нет.");
    }

    @Test
    void tenantsDoNotHearEachOther() {
        // Given
        first.knowledge.index(Tenant.with(slug, 1, List.of(BREAKFAST)));
        var other = Tenant.with(slug + "-other", 1, List.of(PRICE));
        first.knowledge.index(other);

        // When
        var answers = first.answers(other, "когда завтрак");

        // Then
        assertThat(answers).isEmpty();
        assertThat(first.knowledge.search(other.slug(), 1, "когда завтрак", 5)).isEmpty();
    }

    @Test
    void priceOfSomethingUnknownIsNotThePriceThatIsKnown() {
        // Given
        var tenant = Tenant.with(slug, 1, List.of(PRICE));
        first.knowledge.index(tenant);

        // When
        var answers = List.of(
                first.answers(tenant, "сколько стоит завтрак"),
                first.answers(tenant, "сколько стоит яхта"),
                first.answers(tenant, "сколько стоит номер"),
                first.answers(tenant, "сколько это стоит?"));

        // Then
        assertThat(answers).containsExactly(List.of(), List.of(), List.of("price"), List.of("price"));
    }

    @Test
    void twoEntriesThatFitEquallyAreNotGuessedBetween() {
        // Given
        var tenant = Tenant.with(
                slug, 1, List.of(entry("north", "Север", "адрес клиники"), entry("south", "Юг", "адрес клиники")));
        first.knowledge.index(tenant);

        // When
        var answers = first.answers(tenant, "адрес клиники");

        // Then
        assertThat(answers).isEmpty();
        assertThat(first.knowledge.search(slug, 1, "адрес клиники", 5))
                .extracting(Passage::id)
                .containsExactly("north", "south");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                " ",
                "?!…",
                "'&|!:*",
                "' & | ! : * ( ) <-> \\",
                "и в на",
                "'; drop table knowledge_entry; --",
                "\0",
                "\uD800",
                "👍🏽",
                "%s %d {} ${x}"
            })
    void oddWordsAreHarmless(String utterance) {
        // Given
        var tenant = Tenant.with(slug, 1, List.of(BREAKFAST, PRICE));
        first.knowledge.index(tenant);

        // When
        var answers = first.answers(tenant, utterance);

        // Then
        assertThat(answers).isEmpty();
        assertThat(first.knowledge.search(slug, 1, utterance, 3)).isEmpty();
        assertThat(first.answers(tenant, "Когда завтрак?")).containsExactly("breakfast");
    }

    @Test
    void operatorsInAQuestionAreOnlyPunctuation() {
        // Given
        var tenant = Tenant.with(slug, 1, List.of(BREAKFAST, PRICE));
        first.knowledge.index(tenant);

        // When
        var answers = first.answers(tenant, "!«ЗА́ВТРАК»".replace("\u0301", "") + " & 'когда' | : * (");

        // Then
        assertThat(answers).containsExactly("breakfast");
    }

    @Test
    void hugeUtteranceIsCutAndAnsweredQuickly() {
        // Given
        var tenant = Tenant.with(slug, 1, List.of(BREAKFAST, PRICE));
        first.knowledge.index(tenant);

        // When
        var answers = List.of(
                first.answers(tenant, "завтрак ".repeat(500_000)),
                first.answers(tenant, "я".repeat(1_000_000)),
                first.answers(tenant, "завтрак " + "а обед б".repeat(10_000)));

        // Then
        assertThat(answers).containsExactly(List.of("breakfast"), List.of(), List.of());
    }

    @Test
    void entryWithOddTextIsTaken() {
        // Given
        var odd = entry("odd", "a\0b ' \" \\ {x,y} NULL", "когда 'ужин' & обед", "\0", "", "null");
        var tenant = Tenant.with(slug, 1, List.of(odd, BREAKFAST));

        // When
        first.knowledge.index(tenant);

        // Then
        assertThat(first.knowledge.answer(slug, 1, "ужин и обед"))
                .hasValueSatisfying(answer -> assertThat(answer.text()).isEqualTo("ab ' \" \\ {x,y} NULL"));
    }

    @Test
    void versionWithoutEntriesAndDocumentsCostsNoQuery() {
        // Given
        var presence = new DocumentPresence(replicas.get(0), configuration, nanos::get);
        var known = new dev.offhook.dialogue.knowledge.Knowledge(
                new Database(null, 1, () -> false), configuration, presence);
        known.index(Tenant.with(slug, 1, List.of()));
        presence.any(slug);

        // When
        var found = known.search(slug, 1, "когда завтрак", 3);

        // Then
        assertThat(found).isEmpty();
        assertThat(known.answer(slug, 1, "когда завтрак")).isEmpty();
    }

    @Test
    void documentsAreFoundByTheirWordsButAnswerNothingThemselves() {
        // Given
        var tenant = Tenant.with(slug, 1, List.of(BREAKFAST));
        first.knowledge.index(tenant);
        first.documents.put(
                slug,
                1,
                "house-rules",
                "text/markdown",
                "# Тишина\n\nПосле 23 часов просим соблюдать тишину.\n\nКурить можно только на террасе.",
                NOW);

        // When
        var found = first.knowledge.search(slug, 1, "где можно покурить, курение на террасе?", 3);

        // Then
        assertThat(found).isNotEmpty();
        assertThat(found.getFirst().id()).isEqualTo("house-rules#2");
        assertThat(found.getFirst().text()).isEqualTo("Курить можно только на террасе.");
        assertThat(first.answers(tenant, "курить можно только на террасе")).isEmpty();
    }

    @Test
    void olderVersionFindsTheOlderText() {
        // Given
        put(3, "Бассейн закрыт.");
        put(5, "Бассейн открыт.");
        first.documents.delete(slug, 7, "pool");

        // When
        var texts = IntStream.of(2, 3, 4, 5, 6, 7, 8)
                .mapToObj(version -> first.knowledge.search(slug, version, "что с бассейном", 3).stream()
                        .map(Passage::text)
                        .toList())
                .toList();

        // Then
        var closed = List.of("Бассейн закрыт.");
        var open = List.of("Бассейн открыт.");
        assertThat(texts).containsExactly(List.of(), closed, closed, open, open, List.of(), List.of());
    }

    @Test
    void textPutTwiceUnderOneVersionIsTheLastOne() {
        // Given
        put(3, "Бассейн закрыт.");

        // When
        var put = put(3, "Бассейн открыт.");

        // Then
        assertThat(put).isEqualTo(Documents.Put.REPLACED);
        assertThat(first.documents.list(slug)).hasSize(1);
        assertThat(first.knowledge.search(slug, 3, "бассейн", 3))
                .extracting(Passage::text)
                .containsExactly("Бассейн открыт.");
    }

    @Test
    void otherReplicaSeesTheFirstDocumentAfterAWhile() {
        // Given
        second.knowledge.search(slug, 3, "бассейн", 3);
        put(3, "Бассейн закрыт.");

        // When
        var before = second.knowledge.search(slug, 3, "бассейн", 3);
        nanos.addAndGet(configuration.documentsSeenWithin().toNanos());
        var after = second.knowledge.search(slug, 3, "бассейн", 3);

        // Then
        assertThat(before).isEmpty();
        assertThat(after).hasSize(1);
    }

    @Test
    void limitHoldsForEntriesAndDocumentsTogether() {
        // Given
        var entries = new ArrayList<Knowledge>();
        IntStream.range(0, 10).forEach(i -> entries.add(entry("e" + i, "Ответ " + i, "бассейн номер " + i)));
        first.knowledge.index(Tenant.with(slug, 3, entries));
        put(3, "Бассейн закрыт.");

        // When
        var found = first.knowledge.search(slug, 3, "бассейн номер 4", 3);

        // Then
        assertThat(found).hasSize(3);
        assertThat(found.getFirst().id()).isEqualTo("e4");
        assertThat(found).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
    }

    private Documents.Put put(long version, String text) {
        return first.documents.put(slug, version, "pool", "text/plain", text, NOW);
    }

    private static Knowledge entry(String id, String answer, String... questions) {
        return new Knowledge(id, List.of(questions), answer);
    }

    private final class Replica {
        private final Database database;
        private final dev.offhook.dialogue.knowledge.Knowledge knowledge;
        private final Documents documents;

        Replica(Database database) {
            this.database = database;
            var presence = new DocumentPresence(database, configuration, nanos::get);
            knowledge = new dev.offhook.dialogue.knowledge.Knowledge(database, configuration, presence);
            documents = new Documents(database, configuration, presence);
        }

        List<String> answers(TenantConfiguration tenant, String utterance) {
            return knowledge.answer(tenant.slug(), tenant.version(), utterance).stream()
                    .map(Passage::id)
                    .toList();
        }

        int rows(String from) {
            return database.call(connection -> {
                try (var statement = connection.createStatement();
                        var count = statement.executeQuery("select count(*) from " + from)) {
                    count.next();
                    return count.getInt(1);
                }
            });
        }
    }
}
