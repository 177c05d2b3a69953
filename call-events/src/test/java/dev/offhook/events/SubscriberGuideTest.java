package dev.offhook.events;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The subscribers' guide lists what there is. */
class SubscriberGuideTest {
    private static final Path GUIDE = Path.of("../docs/subscribers.md");
    private static final SourceDocs DOCS = SourceDocs.read(Path.of("src/main/java"));

    @Test
    void guideListsEveryEvent() {
        var table = new StringBuilder("| topic | event | fields | what |\n|---|---|---|---|\n");
        for (Topic topic : Topic.values()) {
            String name = "`" + topic.topicName() + "`";
            for (Class<? extends Event> type : topic.events()) {
                table.append(
                        "| %s | `%s` | %s | %s |\n".formatted(name, type.getSimpleName(), fields(type), what(type)));
                name = "";
            }
        }

        Golden.holdSection(GUIDE, "events", table.toString());
    }

    @Test
    void guideListsEveryTopic() {
        var table = new StringBuilder("| topic | what | partitions | kept |\n|---|---|---|---|\n");
        for (Topic topic : Topic.values()) {
            table.append("| `%s` | %s | %d | %s |\n"
                    .formatted(
                            topic.topicName(), DOCS.of(topic).orElse(""), topic.partitions(), kept(topic.settings())));
        }
        table.append("| `<topic>.dlq` | What could not be processed; key: as it came. | %d | %s |\n"
                .formatted(Topic.DEAD_LETTER_PARTITIONS, kept(Topic.deadLetterSettings())));

        Golden.holdSection(GUIDE, "topics", table.toString());
    }

    private static String kept(Map<String, String> settings) {
        String policy = settings.get("cleanup.policy");
        String retention = settings.get("retention.ms");
        String time = retention == null ? "for ever" : words(Duration.ofMillis(Long.parseLong(retention)));
        return policy.contains("compact") ? time + ", of each key the last (compacted)" : time;
    }

    private static String words(Duration time) {
        return time.toDays() > 0 ? time.toDays() + " days" : time.toHours() + " h";
    }

    private static String fields(Class<? extends Event> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(field -> "`" + field.getName() + (isOptional(field) ? "?" : "") + "`")
                .collect(Collectors.joining(", "));
    }

    private static boolean isOptional(RecordComponent field) {
        return field.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String what(Class<? extends Event> type) {
        return DOCS.of(type)
                .map(SourceDocs::firstSentence)
                .map(text -> text.replace('\n', ' ').replace("|", "\\|"))
                .orElse("");
    }
}
