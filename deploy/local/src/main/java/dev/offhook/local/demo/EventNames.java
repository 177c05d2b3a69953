package dev.offhook.local.demo;

import java.util.Locale;

import dev.offhook.events.CallEvent;
import dev.offhook.events.ConversationRecord;
import dev.offhook.events.KeyRing;
import dev.offhook.events.KeyRingConfirmed;
import dev.offhook.events.Reply;
import dev.offhook.events.RequestRefused;
import dev.offhook.events.SmsEvent;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.local.demo.EventTail.Seen;

/** Events as one short line. */
final class EventNames {
    private EventNames() {}

    /** Topic and event, with the one detail that tells it from its neighbours. */
    static String line(Seen seen) {
        String topic = seen.topic().topicName().replaceAll("^offhook\\.|\\.v\\d+$", "");
        return "%-12s %s".formatted(topic, detail(seen));
    }

    private static String detail(Seen seen) {
        String name = seen.event().getClass().getSimpleName();
        return switch (seen.event()) {
            case CallEvent.Turn turn -> turn.turn() == null || turn.turn() == 0 ? name : name + " " + turn.turn();
            case CallEvent _ -> name;
            case Reply.Listen listen -> name + " for turn " + listen.turn();
            case Reply _ -> name;
            case SmsEvent.SmsStatusChanged changed ->
                name + " " + changed.status().name().toLowerCase(Locale.ROOT);
            case SmsEvent.SmsStatusReported reported -> name + " " + reported.status();
            case SmsEvent.SmsReceived _ -> name;
            case SmsRequest _ -> name;
            case ConversationRecord _ -> name;
            case RequestRefused refused -> name + " " + refused.reason().name().toLowerCase(Locale.ROOT);
            case TenantConfiguration tenant -> name + " " + tenant.slug();
            case KeyRing ring -> name + " " + ring.generation();
            case KeyRingConfirmed confirmed -> name + " " + confirmed.service() + " " + confirmed.generation();
        };
    }
}
