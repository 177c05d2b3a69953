package dev.offhook.notification.status;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProviderWordTest {

    @ParameterizedTest
    @CsvSource({
        "queued, TAKEN",
        "accepted, TAKEN",
        "sending, TAKEN",
        "sent, TAKEN",
        "scheduled, TAKEN",
        "partially_delivered, TAKEN",
        "delivered, DELIVERED",
        "read, DELIVERED",
        "undelivered, UNDELIVERED",
        "failed, FAILED",
        "canceled, FAILED",
        "a word of tomorrow, TAKEN"
    })
    void wordOfTwilio(String status, ProviderWord word) {
        assertThat(ProviderWord.ofTwilio(status)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "1,, TAKEN",
        "2,, FAILED",
        "3,, TAKEN",
        "1, QUEUED, TAKEN",
        "1, DISPATCHED, TAKEN",
        "1, DELIVERED, DELIVERED",
        "1, FAILED, UNDELIVERED",
        "1, EXPIRED, UNDELIVERED",
        "1, ABORTED, FAILED",
        "1, REJECTED, FAILED",
        "1, UNKNOWN, TAKEN"
    })
    void wordOfVoximplant(String statusId, String deliveryStatus, ProviderWord word) {
        assertThat(ProviderWord.ofVoximplant(statusId, deliveryStatus)).isEqualTo(word);
    }
}
