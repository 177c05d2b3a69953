package dev.offhook.webhook.voximplant;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallRecorded;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerInterrupted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.Topic;
import dev.offhook.webhook.ingress.AwaitedTurn;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.provider.Meaning;
import dev.offhook.webhook.voximplant.VoximplantEvent.What;

/** What a scenario's event means: the same over HTTP and over the socket, so that it may come over both. */
@ApplicationScoped
class ScenarioMeanings {
    private final Ingress ingress;

    ScenarioMeanings(Ingress ingress) {
        this.ingress = ingress;
    }

    /** The conversation of a call. */
    static String conversation(String callId) {
        return Provider.VOXIMPLANT.conversationId(callId);
    }

    /** What an event of a tenant's call means. */
    Meaning of(VoximplantEvent event, TenantConfiguration tenant, String traceparent) {
        var said = new Said(event, tenant, traceparent);
        Integer turn = event.turn().orElse(null);
        return switch (event.what()) {
            case What.Started(var to) ->
                said.turn(new CallStarted(
                        Provider.VOXIMPLANT,
                        event.caller().orElse(null),
                        to.or(() -> tenant.channel(VoximplantVoice.KIND).orElseThrow().numbers().stream()
                                        .findFirst())
                                .orElse(null),
                        tenant.version()));
            case What.Spoke(var text, var confidence, var language) ->
                said.turn(text.<CallEvent.Turn>map(words ->
                                new CallerSpoke(words, confidence.orElse(null), language.orElse(tenant.locale()), turn))
                        .orElseGet(() -> new CallerSilent(turn)));
            case What.Pressed(String digits) -> said.turn(new CallerPressed(digits, turn));
            case What.Silent() -> said.turn(new CallerSilent(turn));
            case What.TransferOver(var outcome, var number) ->
                said.turn(new TransferEnded(outcome, number.orElse(null), turn));
            case What.Asked() -> said.poll(event.turn().orElseThrow());
            case What.Interrupted(String heard) ->
                told(said, said.id(CallerInterrupted.class), new CallerInterrupted(heard));
            case What.Recorded(String url, var duration) ->
                // The address names the recording; a hash of it is short enough for a header.
                told(
                        said,
                        said.id(
                                UUID.nameUUIDFromBytes(url.getBytes(StandardCharsets.UTF_8))
                                        .toString(),
                                CallRecorded.class),
                        new CallRecorded(url, duration.orElse(null)));
            case What.Ended(var duration) ->
                told(said, said.id("end", CallEnded.class), new CallEnded("completed", duration.orElse(null)));
        };
    }

    private Meaning told(Said said, String id, CallEvent event) {
        return Meaning.Happened.one(
                Topic.CALL_EVENTS, ingress.envelope(said.tenant(), said.conversation(), id, said.traceparent(), event));
    }

    private record Said(VoximplantEvent event, TenantConfiguration tenant, String traceparent) {
        String conversation() {
            return ScenarioMeanings.conversation(event.callId());
        }

        // Where the scenario counts no turns, nothing tells a retry from new words: a second «да» is a second «да».
        String id(Class<? extends CallEvent> type) {
            return event.turn()
                    .map(turn -> TurnEvent.numbered(conversation(), turn, type))
                    .orElseGet(() -> id(UUID.randomUUID().toString(), type));
        }

        String id(String token, Class<? extends CallEvent> type) {
            return TurnEvent.unnumbered(conversation(), token, type);
        }

        Meaning turn(CallEvent.Turn turn) {
            return new Meaning.Turn(
                    new TurnEvent(tenant, conversation(), id(turn.getClass()), traceparent, turn),
                    event.caller().orElse(null),
                    null,
                    turn instanceof CallStarted);
        }

        Meaning poll(int turn) {
            return new Meaning.Poll(
                    new AwaitedTurn(
                            tenant, conversation(), TurnEvent.ofAnyType(conversation(), turn), traceparent, turn, null),
                    event.caller().orElse(null),
                    0,
                    0);
        }
    }
}
