package dev.offhook.local.bench;

import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ResidentMemoryTest {

    @Test
    void residentSetIsReadFromProc() {
        // When
        OptionalLong megabytes = ResidentMemory.fromProc("Name:\tjava\nVmHWM:\t  300000 kB\nVmRSS:\t  204800 kB\n");

        // Then
        assertThat(megabytes).hasValue(200);
    }

    @Test
    void runningProcessHasMemory() throws InterruptedException {
        // When
        OptionalLong megabytes =
                ResidentMemory.megabytes(ProcessHandle.current().pid());

        // Then
        assertThat(megabytes.orElseThrow()).isPositive();
    }
}
