package dev.offhook.webhook.twilio;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Record;
import dev.offhook.events.Reply.Reject;
import dev.offhook.events.Reply.Transfer;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.webhook.ingress.IngressConfiguration;
import dev.offhook.webhook.replies.Answer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Answers as TwiML, for one turn of the Gather loop. */
@ApplicationScoped
class VoiceDocuments {
    static final String CALL = "/webhook/call";
    static final String RECORDING = "/webhook/recording";

    private final IngressConfiguration ingress;

    VoiceDocuments(IngressConfiguration ingress) {
        this.ingress = ingress;
    }

    /**
     * An answer.
     *
     * @param turn the number of the turn that it answers, null when the request carried none: the dialogue's count
     *     then numbers the next
     */
    String answer(TenantConfiguration tenant, Answer answer, Integer turn) {
        var says = answer.says().stream()
                .map(say ->
                        new Twiml.Say(say.text(), say.voice() == null ? voice(tenant) : say.voice(), say.language()))
                .toList();
        return switch (answer.action()) {
            case Listen listen ->
                Twiml.document(List.of(
                        new Twiml.Gather(gatherUrl(turn == null ? listen.turn() : turn + 1), tenant.locale(), says)));
            case Transfer transfer ->
                Twiml.document(then(says, new Twiml.Dial(transfer.number(), transfer.timeoutSeconds())));
            case Record recording ->
                Twiml.document(then(says, new Twiml.Record(ingress.publicUrl(RECORDING), recording.maxSeconds())));
            case Reject reject -> Twiml.document(then(says, new Twiml.Reject()));
            case HangUp hangUp -> Twiml.document(then(says, new Twiml.Hangup()));
        };
    }

    /** A filler, and the way back to the turn's answer. */
    String filler(TenantConfiguration tenant, String eventId, Integer turn, int poll) {
        var fillers = tenant.assistant().phrases().fillers();
        String text = fillers.get((poll - 1) % fillers.size());
        String url = CALL + "?step=poll&poll=" + poll + "&event=" + URLEncoder.encode(eventId, UTF_8)
                + (turn == null ? "" : "&turn=" + turn);
        return Twiml.document(List.of(
                new Twiml.Say(text, voice(tenant), tenant.locale()), new Twiml.Redirect(ingress.publicUrl(url))));
    }

    /** Words, then the end of the call. */
    String farewell(TenantConfiguration tenant, String text) {
        return Twiml.document(List.of(new Twiml.Say(text, voice(tenant), tenant.locale()), new Twiml.Hangup()));
    }

    private String gatherUrl(int turn) {
        return ingress.publicUrl(CALL + "?step=gather" + (turn > 0 ? "&turn=" + turn : ""));
    }

    private static List<Twiml> then(List<Twiml.Say> says, Twiml last) {
        var verbs = new ArrayList<Twiml>(says);
        verbs.add(last);
        return verbs;
    }

    private static String voice(TenantConfiguration tenant) {
        return tenant.channel(Channel.Kind.TWILIO_VOICE).map(Channel::voice).orElse(null);
    }
}
