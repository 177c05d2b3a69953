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
     */
    String answer(String prefix, AwaitedTurn turn, Answer answer, boolean unanswered) {
        var tenant = turn.tenant();
        var says = says(tenant, answer.says());
        return switch (answer.action()) {
            case Listen listen
            when relay.streams(tenant, turn.conversation()) ->
                Twiml.document(relay.answer(prefix, turn, listen, answer.says()));
            case Listen listen -> Twiml.document(List.of(gather(prefix, turn, listen, says)));
            case Transfer transfer ->
                Twiml.document(then(
                        says,
                        new Twiml.Dial(
                                ingress.publicUrl(prefix + DIAL + dialQuery(turn)),
                                transfer.number(),
                                transfer.timeoutSeconds())));
            case Record recording ->
                Twiml.document(then(
                        says,
                        new Twiml.Record(
                                ingress.publicUrl(prefix + RECORDING),
                                recording.maxSeconds(),
                                // This callback names no number: the tenant stands in its path.
                                ingress.publicUrl("/t/" + tenant.slug() + RECORDING_STATUS))));
            // Twilio answers the call to speak, and an answered call cannot be rejected.
            case Reject reject ->
                Twiml.document(then(
                        says,
                        unanswered && says.isEmpty()
                                ? new Twiml.Reject(BUSY.contains(reject.reason()))
                                : new Twiml.Hangup()));
            case HangUp hangUp -> Twiml.document(then(says, new Twiml.Hangup()));
        };
    }

    /** A part of an answer, and the way to the rest. */
    String words(String prefix, AwaitedTurn turn, Words words) {
        return Twiml.document(then(
                says(turn.tenant(), words.says()),
                new Twiml.Redirect(pollUrl(prefix, turn, 1) + "&from=" + words.next())));
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
