package dev.offhook.webhook.twilio.relay;

import dev.offhook.webhook.twilio.relay.RelayMessage.Setup;

/** Names of the {@code <Parameter>}s that our TwiML gives a session. */
public final class RelayParameters {
    /** The tenant's slug. */
    public static final String TENANT = "tenant";

    /** What the caller speaks, BCP 47. */
    public static final String LANGUAGE = "language";

    /** The id of the turn whose words are to be spoken from reply {@link #FROM} on. */
    public static final String EVENT = "event";

    /** The number of a reply, from 0. */
    public static final String FROM = "from";

    /** There where a session before this one broke off, so that nobody knows how far it came. */
    public static final String UNCLEAN = "unclean";

    private RelayParameters() {}

    static int from(Setup setup) {
        try {
            return Math.max(0, Integer.parseInt(setup.parameter(FROM).orElse("0")));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
