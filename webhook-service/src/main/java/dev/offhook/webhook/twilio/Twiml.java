package dev.offhook.webhook.twilio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

/**
 * A TwiML document: a small typed writer that escapes correctly and keeps the documented case of names.
 *
 * @see <a href="https://www.twilio.com/docs/voice/twiml">TwiML for Programmable Voice</a>
 */
public sealed interface Twiml {
    /** The media type of a TwiML answer. */
    String MEDIA_TYPE = "text/xml";

    /** Seconds. Long enough to look up a number. */
    String RECORDING_ENDS_AFTER_SILENCE = "5";

    /**
     * Words to speak.
     *
     * @param voice the provider's name of a voice, null for its default
     * @param language BCP 47, null for the provider's default
     */
    record Say(String text, String voice, String language) implements Twiml {}

    /**
     * Which keys end a {@link Gather}.
     *
     * @param digits after so many keys the result is posted at once, null for any number
     * @param finish the key that ends it, empty for none
     */
    record Keys(Integer digits, String finish) {
        /** Any number of keys; # ends them. */
        static final Keys ANY = new Keys(null, "#");
    }

    /**
     * Listen for speech and keys, speaking meanwhile; silence posts to the action too.
     *
     * @param action where the result goes, absolute URL
     * @param language BCP 47 of the recogniser
     * @param hints what is likely to be said, separated by commas; empty for none
     */
    record Gather(String action, String language, Keys keys, List<Say> says, String hints) implements Twiml {
        /** Without hints. */
        Gather(String action, String language, Keys keys, List<Say> says) {
            this(action, language, keys, says, "");
        }
    }

    /** Go on with the document at this URL. */
    record Redirect(String url) implements Twiml {}

    /** End the call. */
    record Hangup() implements Twiml {}

    /** Refuse an unanswered call: only ever the first verb. The caller hears a busy tone, or that it was not taken. */
    record Reject(boolean busy) implements Twiml {}

    /**
     * Connect to a number.
     *
     * @param action gets the outcome; null where nobody is to be told, and the next verb follows
     * @param number E.164
     * @param timeoutSeconds of ringing, 5 to 600
     */
    record Dial(String action, String number, int timeoutSeconds) implements Twiml {}

    /**
     * Record the caller after a beep, until # or silence.
     *
     * @param action gets the recording, and what happens next is its answer
     * @param status is told when the recording is there to be heard; absolute URL
     */
    record Record(String action, int maxSeconds, String status) implements Twiml {}

    /** Hand the call to a session over a socket; {@code action} is told how it ended. */
    record Connect(String action, ConversationRelay relay) implements Twiml {}

    /**
     * A session that sends us what the caller says, and speaks the words that we send.
     *
     * @param url of our socket: {@code wss://…}
     * @param greeting what is spoken first; empty for nothing
     * @param language what is spoken and expected, BCP 47
     * @param voice whose voice speaks it, null for the provider's default
     * @param others further languages, with their voices
     * @param hints words that the recogniser should expect, separated by commas; may be empty
     * @param parameters what our socket is told with the first message
     */
    record ConversationRelay(
            String url,
            String greeting,
            String language,
            @Nullable RelayVoice voice,
            List<Tongue> others,
            String hints,
            Map<String, String> parameters)
            implements Twiml {}

    /** A voice, as ConversationRelay names it: {@code Amazon} and {@code Tatyana}. */
    record RelayVoice(String provider, String name) {}

    /** A further language of a session, with its voice; null for the provider's default. */
    record Tongue(String code, @Nullable RelayVoice voice) {}

    /**
     * Record the whole call from here on, both sides apart, while the next verbs go on.
     *
     * @param status is told when the recording is there to be heard; absolute URL
     * @see <a href="https://www.twilio.com/docs/voice/twiml/recording">Recording</a>
     */
    record StartRecording(String status) implements Twiml {}

    /** A document of these verbs, in their order. */
    static String document(List<? extends Twiml> verbs) {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>");
        verbs.forEach(verb -> write(xml, verb));
        return xml.append("</Response>").toString();
    }

    /** 200 with a document. */
    static Response answer(String document) {
        return Response.ok(document, MEDIA_TYPE + ";charset=UTF-8").build();
    }

    private static void write(StringBuilder xml, Twiml verb) {
        switch (verb) {
            case Say say -> {
                var attributes = new ArrayList<String>();
                add(attributes, "voice", say.voice());
                add(attributes, "language", say.language());
                element(xml, "Say", attributes, say.text());
            }
            case Gather gather -> {
                var attributes = new ArrayList<>(List.of(
                        "input", "dtmf speech",
                        "action", gather.action(),
                        "method", "POST",
                        "language", gather.language(),
                        "speechTimeout", "auto",
                        "finishOnKey", gather.keys().finish(),
                        "actionOnEmptyResult", "true"));
                if (gather.keys().digits() != null) {
                    add(attributes, "numDigits", gather.keys().digits().toString());
                }
                if (!gather.hints().isEmpty()) {
                    add(attributes, "hints", gather.hints());
                }
                open(xml, "Gather", attributes);
                gather.says().forEach(say -> write(xml, say));
                xml.append("</Gather>");
            }
            case Connect connect -> {
                open(xml, "Connect", List.of("action", connect.action(), "method", "POST"));
                write(xml, connect.relay());
                xml.append("</Connect>");
            }
            case ConversationRelay relay -> {
                open(xml, "ConversationRelay", attributes(relay));
                for (var other : relay.others()) {
                    var attributes = new ArrayList<>(List.of("code", other.code()));
                    add(attributes, other.voice());
                    open(xml, "Language", attributes);
                    xml.append("</Language>");
                }
                relay.parameters().forEach((name, value) -> {
                    open(xml, "Parameter", List.of("name", name, "value", value));
                    xml.append("</Parameter>");
                });
                xml.append("</ConversationRelay>");
            }
            case StartRecording(String status) -> {
                xml.append("<Start>");
                open(xml, "Recording", List.of("channels", "dual", "recordingStatusCallback", status));
                xml.append("</Recording></Start>");
            }
            case Redirect redirect -> element(xml, "Redirect", List.of("method", "POST"), redirect.url());
            case Hangup() -> xml.append("<Hangup/>");
            case Reject(boolean busy) -> {
                open(xml, "Reject", List.of("reason", busy ? "busy" : "rejected"));
                xml.append("</Reject>");
            }
            case Dial dial -> {
                var attributes = new ArrayList<String>();
                if (dial.action() != null) {
                    attributes.addAll(List.of("action", dial.action(), "method", "POST"));
                }
                attributes.addAll(
                        List.of("timeout", Integer.toString(dial.timeoutSeconds()), "answerOnBridge", "true"));
                open(xml, "Dial", attributes);
                element(xml, "Number", List.of(), dial.number());
                xml.append("</Dial>");
            }
            case Record recording -> {
                open(
                        xml,
                        "Record",
                        List.of(
                                "action",
                                recording.action(),
                                "method",
                                "POST",
                                "maxLength",
                                Integer.toString(recording.maxSeconds()),
                                "timeout",
                                RECORDING_ENDS_AFTER_SILENCE,
                                "finishOnKey",
                                "#",
                                "playBeep",
                                "true",
                                "recordingStatusCallback",
                                recording.status()));
                xml.append("</Record>");
            }
        }
    }

    private static List<String> attributes(ConversationRelay relay) {
        var attributes = new ArrayList<>(List.of("url", relay.url()));
        if (!relay.greeting().isEmpty()) {
            add(attributes, "welcomeGreeting", relay.greeting());
            add(attributes, "welcomeGreetingInterruptible", "any");
        }
        add(attributes, "language", relay.language());
        add(attributes, relay.voice());
        if (!relay.hints().isEmpty()) {
            add(attributes, "hints", relay.hints());
        }
        attributes.addAll(List.of(
                "interruptible", "any",
                "dtmfDetection", "true",
                "reportInputDuringAgentSpeech", "dtmf",
                "ignoreBackchannel", "true",
                "events", "speaker-events",
                "applicationReconnect", "true"));
        return attributes;
    }

    private static void add(List<String> attributes, @Nullable RelayVoice voice) {
        if (voice != null) {
            add(attributes, "ttsProvider", voice.provider());
            add(attributes, "voice", voice.name());
        }
    }

    private static void element(StringBuilder xml, String name, List<String> attributes, String text) {
        open(xml, name, attributes);
        escape(xml, text);
        xml.append("</").append(name).append('>');
    }

    private static void open(StringBuilder xml, String name, List<String> attributes) {
        xml.append('<').append(name);
        for (int i = 0; i < attributes.size(); i += 2) {
            xml.append(' ').append(attributes.get(i)).append("=\"");
            escape(xml, attributes.get(i + 1));
            xml.append('"');
        }
        xml.append('>');
    }

    private static void add(List<String> attributes, String name, String value) {
        if (value != null) {
            attributes.add(name);
            attributes.add(value);
        }
    }

    // Characters that XML 1.0 cannot carry at all (a tenant's text may hold a stray control character) are left out.
    private static void escape(StringBuilder xml, String text) {
        text.codePoints().filter(Twiml::allowed).forEach(character -> {
            switch (character) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                default -> xml.appendCodePoint(character);
            }
        });
    }

    private static boolean allowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0x20 && character <= 0xD7FF
                || character >= 0xE000 && character <= 0xFFFD
                || character >= 0x10000;
    }
}
