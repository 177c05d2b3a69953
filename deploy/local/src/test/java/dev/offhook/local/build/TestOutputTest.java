package dev.offhook.local.build;

import java.util.ArrayList;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TestOutputTest {
    private final ArrayList<String> told = new ArrayList<>();
    private final TestOutput output = new TestOutput(told::add);

    @Test
    void modulesAddUpAndClassesAreNotCountedTwice() {
        // When
        """
        [INFO] Building Offhook call-events 0.1.0-SNAPSHOT                        [2/9]
        [INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in dev.offhook.events.TopicTest
        [INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0
        [WARNING] Tests run: 5, Failures: 0, Errors: 0, Skipped: 1
        [ERROR] Tests run: 4, Failures: 1, Errors: 1, Skipped: 0
        """.lines().forEach(output::line);

        // Then
        assertThat(output.sum()).isEqualTo("9 passed, 2 failed, 1 skipped");
        assertThat(output.failed()).isEqualTo(2);
        assertThat(told.getFirst()).isEqualTo("2/9 Offhook call-events");
    }

    @Test
    void failureIsToldWithItsTrace() {
        // When
        """
        [INFO] something
        some log line
        [ERROR] dev.offhook.events.TopicTest.name -- Time elapsed: 0.1 s <<< FAILURE!
        org.opentest4j.AssertionFailedError: expected: 1 but was: 2
        \tat dev.offhook.events.TopicTest.name(TopicTest.java:12)

        another log line
        """.lines().forEach(output::line);

        // Then
        assertThat(told)
                .containsExactly(
                        "[ERROR] dev.offhook.events.TopicTest.name -- Time elapsed: 0.1 s <<< FAILURE!",
                        "org.opentest4j.AssertionFailedError: expected: 1 but was: 2",
                        "\tat dev.offhook.events.TopicTest.name(TopicTest.java:12)");
    }

    @Test
    void classThatRunsAtTwoLooksIsTold() {
        // When
        output.line("[INFO] Running dev.offhook.events.TopicTest");
        output.look();
        output.line(
                "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in dev.offhook.events.TopicTest");
        told.clear();
        output.line("[INFO] Running dev.offhook.events.OtherTest");
        output.look();
        output.look();

        // Then
        assertThat(told).containsExactly("still in dev.offhook.events.OtherTest");
    }
}
