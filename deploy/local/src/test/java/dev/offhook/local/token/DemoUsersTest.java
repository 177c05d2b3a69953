package dev.offhook.local.token;

import dev.offhook.local.token.DemoUsers.DemoUser;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DemoUsersTest {
    @Test
    void shownUsersAreThoseOfRealmFile() {
        // When
        var users = DemoUsers.of(DemoUsers.realmFile());

        // Then
        assertThat(users)
                .containsExactly(
                        new DemoUser("admin", "admin", "platform-admin", "all"),
                        new DemoUser("hotel", "hotel", "tenant-admin", "hotel-royal"),
                        new DemoUser("hr", "hr", "tenant-admin", "hr-center"),
                        new DemoUser("viewer", "viewer", "viewer", "hotel-royal, hr-center"));
    }
}
