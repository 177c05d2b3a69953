package dev.offhook.webhook.voximplant;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.events.CallEvent.TransferEnded.Outcome;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.problem.ProblemException;

/**
 * What a VoxEngine scenario posts: the seed's contract, and more for scenarios that can do more. Tolerant of missing
 * and unknown keys, since operators paste and edit the scenario; strict about what the event cannot do without.
 *
 * @param type what it is called
 * @param callId Voximplant's id of the call
 * @param tenant the tenant's slug from {@code custom_data}, empty when the scenario gives none
 * @param caller E.164 where it is a number, empty when the scenario does not give it with this event
 * @param turn the scenario's count of the turns, empty when it does not count
 * @param what what happened
 */
record VoximplantEvent(
        Type type, String callId, Optional<String> tenant, Optional<String> caller, Optional<Integer> turn, What what) {
    private static final int LONGEST_CALL_ID = 200;
    private static final Pattern DIGITS = Pattern.compile("[0-9*#]{1,64}");

    /** What happened. */
    sealed interface What {
        /** A call began; {@code to} is the called number, empty when missing. */
        record Started(Optional<String> to) implements What {}

        /** The caller said something; {@code text} is empty when nothing was recognised. */
        record Spoke(Optional<String> text, Optional<Double> confidence, Optional<String> language) implements What {}

        /** The caller pressed keys. */
        record Pressed(String digits) implements What {}

        /** The caller said nothing. */
        record Silent() implements What {}

        /** The caller spoke over the answer, of which {@code heard} was spoken until then. */
        record Interrupted(String heard) implements What {}

        /** A transfer is over. */
        record TransferOver(Outcome outcome, Optional<String> number) implements What {}

        /** The caller's message is recorded; its length in seconds where known. */
        record Recorded(String url, Optional<Integer> duration) implements What {}

        /** The scenario asks again for the answer of the turn that the event names. */
        record Asked() implements What {}

        /** The call is over; its length in seconds where known. */
        record Ended(Optional<Integer> duration) implements What {}
    }

    /** The kinds of events. */
    enum Type {
        CALL_STARTED("call_started"),
        SPEECH_RECOGNIZED("speech_recognized"),
        CALL_ENDED("call_ended"),
        DTMF("dtmf"),
        SILENCE("silence"),
        INTERRUPTED("interrupted"),
        TRANSFER_ENDED("transfer_ended"),
        RECORDING("recording"),
        POLL("poll");

        /** The name in JSON. */
        final String wire;

        Type(String wire) {
            this.wire = wire;
        }
    }

    /**
     * Reads a posted body.
     *
     * @throws ProblemException 400 that names what is wrong
     */
    static VoximplantEvent read(ObjectMapper json, byte[] bytes) {
        var body = VoximplantBody.parse(json, bytes);
        var type = type(body);
        return new VoximplantEvent(
                type,
                callId(body),
                body.slug(json),
                body.text("phone_number")
                        .map(number -> PhoneNumbers.e164(number).orElse(number)),
                body.turn(),
                what(type, body));
    }

    private static What what(Type type, VoximplantBody body) {
        return switch (type) {
            case CALL_STARTED -> new What.Started(body.text("to").flatMap(PhoneNumbers::e164));
            case SPEECH_RECOGNIZED -> new What.Spoke(body.text("text"), body.confidence(), body.text("language"));
            case CALL_ENDED -> new What.Ended(body.seconds("duration"));
            case DTMF -> new What.Pressed(digits(body));
            case SILENCE -> new What.Silent();
            case INTERRUPTED -> new What.Interrupted(body.text("heard").orElse(""));
            case TRANSFER_ENDED ->
                new What.TransferOver(outcome(body), body.text("number").flatMap(PhoneNumbers::e164));
            case RECORDING -> new What.Recorded(url(body), body.seconds("duration"));
            case POLL -> asked(body);
        };
    }

    private static What asked(VoximplantBody body) {
        if (body.turn().isEmpty()) {
            throw ProblemException.badRequest("turn", "turn is missing; send the number of the turn to ask about");
        }
        return new What.Asked();
    }

    private static Type type(VoximplantBody body) {
        String wire = body.text("event_type").orElse("");
        for (Type type : Type.values()) {
            if (type.wire.equals(wire)) {
                return type;
            }
        }
        throw ProblemException.badRequest(
                "event_type",
                "event_type is " + (wire.isEmpty() ? "missing" : "not known")
                        + "; it is call_started, speech_recognized or call_ended, or one of "
                        + Arrays.stream(Type.values())
                                .skip(Type.DTMF.ordinal())
                                .map(type -> type.wire)
                                .collect(Collectors.joining(", ")));
    }

    private static String callId(VoximplantBody body) {
        String callId = body.text("call_id")
                .orElseThrow(() ->
                        ProblemException.badRequest("call_id", "call_id is missing; send what call.id() returns"));
        if (callId.length() > LONGEST_CALL_ID) {
            throw ProblemException.badRequest(
                    "call_id", "call_id has " + callId.length() + " characters; " + LONGEST_CALL_ID + " are allowed");
        }
        return callId;
    }

    private static String digits(VoximplantBody body) {
        String digits = body.required("digits", "\"1\"");
        if (!DIGITS.matcher(digits).matches()) {
            throw ProblemException.badRequest(
                    "digits", "digits holds up to 64 of 0-9, * and #; send for example \"1\"");
        }
        return digits;
    }

    private static Outcome outcome(VoximplantBody body) {
        return switch (body.required("outcome", "\"no-answer\"")) {
            case "answered" -> Outcome.ANSWERED;
            case "busy" -> Outcome.BUSY;
            case "no-answer" -> Outcome.NO_ANSWER;
            case "failed" -> Outcome.FAILED;
            case "canceled" -> Outcome.CANCELED;
            default ->
                throw ProblemException.badRequest(
                        "outcome", "outcome is not known; it is answered, busy, no-answer, failed or canceled");
        };
    }

    private static String url(VoximplantBody body) {
        String url = body.required("url", "\"https://storage.example/rec.mp3\"");
        try {
            var uri = new URI(url);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Named below, like every other address that leads nowhere.
        }
        throw ProblemException.badRequest(
                "url", "url is no web address; send for example \"https://storage.example/rec.mp3\"");
    }
}
