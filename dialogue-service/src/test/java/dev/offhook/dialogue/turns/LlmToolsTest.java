package dev.offhook.dialogue.turns;

import java.util.List;

import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.offhook.dialogue.testsupport.TwoChannels;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.tenants.OnChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LlmToolsTest {

    @Test
    void channelsNumberIsATransferTargetWhereTheTenantHasNone() {
        assertThat(targets(Channel.Kind.VOXIMPLANT_VOICE)).containsExactly(OnChannel.HUMAN);
        assertThat(targets(Channel.Kind.TWILIO_VOICE)).isEmpty();
    }

    private static List<String> targets(Channel.Kind kind) {
        return LlmTools.of(OnChannel.of(TwoChannels.withoutDesk(null), kind), true).stream()
                .filter(tool -> tool.name().equals("transfer_to_human"))
                .map(tool -> (JsonEnumSchema) tool.parameters().properties().get("target"))
                .flatMap(target -> target.enumValues().stream())
                .toList();
    }
}
