package dev.offhook.webhook.voximplant;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.StreamedTurns;
import dev.offhook.webhook.ingress.StreamedTurns.Following;
import dev.offhook.webhook.ingress.StreamedTurns.Listener;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.ingress.VoiceAdmission;
import dev.offhook.webhook.provider.Meaning;
import dev.offhook.webhook.provider.Meaning.Fact;
import dev.offhook.webhook.provider.Meaning.OnCall;
import dev.offhook.webhook.provider.Meaning.Poll;
import dev.offhook.webhook.provider.Meaning.Turn;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What a session needs of this service: the same steps as a post takes. */
@ApplicationScoped
class StreamServices {
    private final Tenants tenants;
    private final ScenarioMeanings meanings;
    private final VoiceAdmission admission;
    private final StreamedTurns turns;
    private final Ingress ingress;
    private final ObjectMapper json;

    StreamServices(
            Tenants tenants,
            ScenarioMeanings meanings,
            VoiceAdmission admission,
            StreamedTurns turns,
            Ingress ingress,
            ObjectMapper json) {
        this.tenants = tenants;
        this.meanings = meanings;
        this.admission = admission;
        this.turns = turns;
        this.ingress = ingress;
        this.json = json;
    }

    /** The service of one session, whose listeners are called on {@code context}. */
    StreamSession.Service of(StreamOpening opening, Context context) {
        return new OfSession(opening, context);
    }

    private final class OfSession implements StreamSession.Service {
        private final StreamOpening opening;
        private final Context context;

        OfSession(StreamOpening opening, Context context) {
            this.opening = opening;
            this.context = context;
        }

        @Override
        public Optional<TenantConfiguration> tenant() {
            return tenants.bySlug(opening.slug())
                    .filter(tenant -> tenant.channel(VoximplantVoice.KIND).isPresent());
        }

        @Override
        public VoximplantEvent read(String text) {
            return VoximplantEvent.read(json, text.getBytes(UTF_8));
        }

        @Override
        public Meaning meaning(VoximplantEvent event, TenantConfiguration tenant) {
            return meanings.of(event, tenant, opening.traceparent());
        }

        @Override
        public Optional<String> refuses(TenantConfiguration tenant, OnCall call) {
            return admission
                    .refuses(tenant, VoximplantVoice.KIND, call.caller())
                    .map(reason -> {
                        var awaited = call.awaited();
                        ingress.tell(
                                        tenant,
                                        awaited.conversation(),
                                        TurnEvent.numbered(awaited.conversation(), 0, CallRejected.class),
                                        awaited.traceparent(),
                                        new CallRejected(reason))
                                .subscribe()
                                .with(told -> {});
                        return admission.words(tenant, reason);
                    });
        }

        @Override
        public Following follow(OnCall call, Listener listener) {
            return switch (call) {
                case Turn turn -> turns.publish(turn.event(), turn.language(), context, listener);
                case Poll poll -> turns.follow(poll.awaited(), poll.from(), context, listener);
            };
        }

        @Override
        public void tell(List<Fact> facts, Consumer<Boolean> told) {
            Uni.join()
                    .all(facts.stream()
                            .map(fact ->
                                    ingress.tell(fact.topic(), fact.envelope().subject(), fact.envelope()))
                            .toList())
                    .andFailFast()
                    .subscribe()
                    .with(published -> context.runOnContext(any -> told.accept(!published.contains(false))));
        }
    }
}
