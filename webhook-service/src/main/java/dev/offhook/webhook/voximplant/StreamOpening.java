package dev.offhook.webhook.voximplant;

import io.quarkus.websockets.next.UserData;

/**
 * What a handshake has settled about a socket.
 *
 * @param slug the tenant
 * @param callId Voximplant's id of the call
 * @param traceparent W3C trace context of the socket
 */
record StreamOpening(String slug, String callId, String traceparent) {
    static final UserData.TypedKey<StreamOpening> KEY = new UserData.TypedKey<>("voximplant.opening");
}
