package dev.offhook.local.demo;

import java.util.ArrayList;
import java.util.List;

import dev.offhook.local.cli.Console;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PageTest {

    @Test
    void wordsAndEventsStandSideBySideWithin100Columns() {
        // Given
        var lines = new ArrayList<String>();
        var page = new Page(lines::add, Console.ofProcess());

        // When
        page.bot(
                "Привет! Смена профессии - серьезный шаг! Помогу определить наиболее подходящие направления.",
                12,
                List.of("replies      Say", "replies      Listen for turn 2", "sms-events   SmsStatusChanged sent"));

        // Then
        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
        assertThat(lines.getFirst()).startsWith("🤖 Привет!").endsWith("12 ms  replies      Say");
        assertThat(lines).extracting(line -> line.indexOf("replies")).startsWith(63, 63);
    }
}
