package dev.offhook.webhook.twilio.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.events.EventJson;

/** What Twilio gets over a ConversationRelay socket, as JSON. */
final class RelayFrames {
    private RelayFrames() {}

    /**
     * Words to speak.
     *
     * @param token as it is joined to its neighbours: spaces matter
     * @param last true at the end of what is to be spoken in one go
     * @param language BCP 47
     */
    static String text(String token, boolean last, String language) {
        return frame("text")
                .put("token", token)
                .put("last", last)
                .put("lang", language)
                .toString();
    }

    /** The end of what is to be spoken, where the last words have gone out already. */
    static String endOfText() {
        return frame("text").put("token", "").put("last", true).toString();
    }

    /** From now on this language is spoken and expected; BCP 47. */
    static String language(String language) {
        return frame("language")
                .put("ttsLanguage", language)
                .put("transcriptionLanguage", language)
                .toString();
    }

    /** The end of the session; the call goes on at the action of {@code <Connect>}. */
    static String end(Handoff handoff) {
        return frame("end").put("handoffData", handoff.json()).toString();
    }

    private static ObjectNode frame(String type) {
        return EventJson.mapper().createObjectNode().put("type", type);
    }
}
