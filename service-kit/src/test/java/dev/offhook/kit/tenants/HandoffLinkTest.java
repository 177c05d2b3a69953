package dev.offhook.kit.tenants;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import dev.offhook.events.EventJson;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HandoffLinkTest {
    private static final URI LINK = URI.create("https://t.me/hr_consultant");

    @Test
    void linkStandsInEveryText() {
        // Given
        var tenant = Hotels.saying("Пишите: {handoff} или {handoff}.", LINK);

        // When
        var spelled = HandoffLink.spelledOut(tenant);

        // Then: nothing else is another than before
        assertThat(spelled).isEqualTo(Hotels.saying("Пишите: " + LINK + " или " + LINK + ".", LINK));
        assertThat(new String(EventJson.write(spelled), StandardCharsets.UTF_8)).doesNotContain("{handoff}");
    }

    @Test
    void withoutALinkNobodyHearsTheBraces() {
        assertThat(HandoffLink.spelledOut(Hotels.saying("Пишите нам {handoff}", null)))
                .isEqualTo(Hotels.saying("Пишите нам ", null));
    }
}
