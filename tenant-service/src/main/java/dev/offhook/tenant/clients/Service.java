package dev.offhook.tenant.clients;

/** Whom the console asks. */
public enum Service {
    /** dialogue-service: conversations and figures. */
    DIALOGUE,
    /** notification-service: outgoing messages. */
    NOTIFICATION,
    /** webhook-service: addresses, scenarios, test calls. */
    WEBHOOK,
    /** Twilio's REST API. */
    TWILIO,
    /** Voximplant's Management API. */
    VOXIMPLANT
}
