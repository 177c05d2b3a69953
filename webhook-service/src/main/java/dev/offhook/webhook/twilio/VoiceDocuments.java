package dev.offhook.webhook.twilio;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.Reply;
import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Record;
import dev.offhook.events.Reply.Reject;
import dev.offhook.events.Reply.Transfer;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.MenuKey;
import dev.offhook.webhook.ingress.AwaitedTurn;
import dev.offhook.webhook.ingress.IngressConfiguration;
import dev.offhook.webhook.replies.Answer;
import dev.offhook.webhook.replies.Words;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Answers as TwiML, for one turn of the Gather loop. */
@ApplicationScoped
class VoiceDocuments {
    static final String CALL = "/webhook/call";
    static final String DIAL = "/webhook/dial";
    static final String RECORDING = "/webhook/recording";
    static final String RECORDING_STATUS = "/webhook/recording-status";

    // The dialogue's word, and the contract's name of the reason.
    private static final Set<String> BUSY = Set.of("busy", "concurrent-calls");

    private final IngressConfiguration ingress;
    private final RelayDocuments relay;

    VoiceDocuments(IngressConfiguration ingress, RelayDocuments relay) {
        this.ingress = ingress;
        this.relay = relay;
    }

    /**
     * An answer.
     *
     * @param prefix of our own paths: {@code /t/<slug>}, or empty
     * @param turn the turn that it answers; where it has no number, the dialogue's count numbers the next
     * @param unanswered true while the call rings: nothing has been spoken
     * @param begins true when these are the first words of the call
     */
    String answer(String prefix, AwaitedTurn turn, Answer answer, boolean unanswered, boolean begins) {
        var tenant = turn.tenant();
        var says = says(tenant, answer.says());
        var verbs =
                switch (answer.action()) {
                    case Listen listen
                    when relay.streams(tenant, turn.conversation()) ->
                        relay.answer(prefix, turn, listen, answer.says());
                    case Listen listen -> List.<Twiml>of(gather(prefix, turn, listen, says));
                    case Transfer transfer ->
                        then(
                                says,
                                new Twiml.Dial(
                                        ingress.publicUrl(prefix + DIAL + dialQuery(turn)),
                                        transfer.number(),
                                        transfer.timeoutSeconds()));
                    case Record recording ->
                        then(
                                says,
                                new Twiml.Record(
                                        ingress.publicUrl(prefix + RECORDING),
                                        recording.maxSeconds(),
                                        recordingStatus(tenant)));
                    // Twilio answers the call to speak, and an answered call cannot be rejected.
                    case Reject reject ->
                        then(
                                says,
                                unanswered && says.isEmpty()
                                        ? new Twiml.Reject(BUSY.contains(reject.reason()))
                                        : new Twiml.Hangup());
                    case HangUp hangUp -> then(says, new Twiml.Hangup());
                };
        boolean silent = says.isEmpty() && (answer.action() instanceof Reject || answer.action() instanceof HangUp);
        return Twiml.document(begins && !silent ? recorded(tenant, answer.says(), verbs) : verbs);
    }

    /**
     * A part of an answer, and the way to the rest.
     *
     * @param begins true when these are the first words of the call
     */
    String words(String prefix, AwaitedTurn turn, Words words, boolean begins) {
        var verbs = then(
                says(turn.tenant(), words.says()),
                new Twiml.Redirect(pollUrl(prefix, turn, 1) + "&from=" + words.next()));
        return Twiml.document(begins ? recorded(turn.tenant(), words.says(), verbs) : verbs);
    }

    /** The verbs of a call's first words, with the whole call's recording before them where the channel wants it. */
    private List<Twiml> recorded(TenantConfiguration tenant, List<Reply.Say> says, List<? extends Twiml> verbs) {
        if (tenant.channel(Channel.Kind.TWILIO_VOICE).filter(Channel::recording).isEmpty()) {
            return List.copyOf(verbs);
        }
        var recorded = new ArrayList<Twiml>();
        recorded.add(new Twiml.StartRecording(recordingStatus(tenant)));
        String notice = tenant.calls().recordingNotice();
        // The dialogue says it first; when we speak in its place, we do.
        if (notice != null
                && !notice.isBlank()
                && says.stream().noneMatch(say -> say.text().equals(notice.strip()))) {
            recorded.add(new Twiml.Say(notice, voice(tenant), tenant.locale()));
        }
        recorded.addAll(verbs);
        return recorded;
    }

    // This callback names no number: the tenant stands in its path.
    private String recordingStatus(TenantConfiguration tenant) {
        return ingress.publicUrl("/t/" + tenant.slug() + RECORDING_STATUS);
    }

    /** A filler, and the way back to the turn's answer. */
    String filler(String prefix, AwaitedTurn turn, int poll) {
        var tenant = turn.tenant();
        var fillers = tenant.assistant().phrases().fillers();
        String text = fillers.get((poll - 1) % fillers.size());
        return Twiml.document(List.of(
                new Twiml.Say(text, voice(tenant), tenant.locale()), new Twiml.Redirect(pollUrl(prefix, turn, poll))));
    }

    /** Words, then the end of the call. */
    String farewell(TenantConfiguration tenant, String text) {
        return Twiml.document(List.of(new Twiml.Say(text, voice(tenant), tenant.locale()), new Twiml.Hangup()));
    }

    /** The end of the call without a word. */
    String hangUp() {
        return Twiml.document(List.of(new Twiml.Hangup()));
    }

    /** A call that is not taken. */
    String reject() {
        return Twiml.document(List.of(new Twiml.Reject(false)));
    }

    private Twiml.Gather gather(String prefix, AwaitedTurn turn, Listen listen, List<Twiml.Say> says) {
        String locale = turn.tenant().locale();
        int next = turn.number() == null ? listen.turn() : turn.number() + 1;
        String language = listen.language() == null ? locale : listen.language();
        String url = prefix + CALL + "?step=gather" + (next > 0 ? "&turn=" + next : "")
                + lang(language.equals(locale) ? null : language);
        return new Twiml.Gather(
                ingress.publicUrl(url),
                language,
                keys(turn.tenant()),
                says,
                language.equals(locale) ? Hints.of(turn.tenant()) : "");
    }

    // A menu of single keys answers at once; # ends the keys only where it is no key of the menu.
    private static Twiml.Keys keys(TenantConfiguration tenant) {
        var menu = tenant.calls().menu();
        return menu.isEmpty()
                ? Twiml.Keys.ANY
                : new Twiml.Keys(
                        menu.stream().mapToInt(key -> key.key().length()).max().orElseThrow(),
                        menu.stream().map(MenuKey::key).anyMatch(key -> key.contains("#")) ? "" : "#");
    }

    private String pollUrl(String prefix, AwaitedTurn turn, int poll) {
        return ingress.publicUrl(
                prefix + CALL + "?step=poll&poll=" + poll + "&event=" + URLEncoder.encode(turn.id(), UTF_8)
                        + (turn.number() == null ? "" : "&turn=" + turn.number()) + lang(turn.language()));
    }

    private static String dialQuery(AwaitedTurn turn) {
        return turn.number() == null ? "" : "?turn=" + (turn.number() + 1) + lang(turn.language());
    }

    private static String lang(String language) {
        return language == null ? "" : "&lang=" + URLEncoder.encode(language, UTF_8);
    }

    private static List<Twiml.Say> says(TenantConfiguration tenant, List<Reply.Say> says) {
        return says.stream()
                .map(say -> new Twiml.Say(say.text(), voice(tenant, say), say.language()))
                .toList();
    }

    private static List<Twiml> then(List<Twiml.Say> says, Twiml last) {
        var verbs = new ArrayList<Twiml>(says);
        verbs.add(last);
        return verbs;
    }

    private static String voice(TenantConfiguration tenant, Reply.Say say) {
        return say.voice() == null ? Voices.of(tenant, say.language()).orElse(null) : say.voice();
    }

    private static String voice(TenantConfiguration tenant) {
        return Voices.of(tenant, tenant.locale()).orElse(null);
    }
}
