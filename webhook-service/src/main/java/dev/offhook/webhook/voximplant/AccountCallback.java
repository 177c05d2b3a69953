package dev.offhook.webhook.voximplant;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.problem.ProblemException;

/**
 * One item of an account callback, read field by field; what is wrong is a 400 that names the field.
 *
 * @see <a href="https://voximplant.com/docs/references/httpapi/structure/accountcallback">AccountCallback</a>
 */
record AccountCallback(JsonNode item) {
    /** The type of a message that came in. */
    static final String SMS_INBOUND = "sms_inbound";

    private static final String CALLBACK_ID = "callback_id";
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");
    private static final String OTHER = "other";

    // What is counted under its own name: documented types that an operator may want to look after.
    private static final Set<String> KNOWN = Set.of(
            "a2p_sms_activated",
            "account_is_frozen",
            "account_is_unfrozen",
            "balance_is_changed",
            "call_history_report",
            "card_expired",
            "card_expires_in_month",
            "card_payment",
            "card_payment_failed",
            "expired_callerid",
            "expiring_callerid",
            "invoice_received",
            "js_fail",
            "min_balance",
            "new_invoice",
            "next_charge_alert",
            "phone_number_activation_status_changed",
            "renewed_subscriptions",
            "sip_registration_fail",
            "sip_registration_recovered",
            "stagnant_account",
            "subscription_is_detached",
            "subscription_is_frozen",
            "transaction_history_report",
            "transcription_complete");

    /** A message that came in. */
    record InboundSms(String from, String to, String text) {}

    /** Voximplant's number of the callback, which its repetition carries too. */
    String id() {
        return identity(CALLBACK_ID, "1001");
    }

    /** The number of the account that it tells about. */
    String account() {
        return identity("account_id", "7654321");
    }

    /** The hash. One reference calls the field {@code hash}, another one {@code salt}. */
    Optional<String> hash() {
        return text(item, "hash").or(() -> text(item, "salt"));
    }

    /** True for a message that came in. */
    boolean isSms() {
        return text(item, "type").filter(SMS_INBOUND::equals).isPresent();
    }

    /** The type, of a small set. */
    String countedAs() {
        return text(item, "type").filter(KNOWN::contains).orElse(OTHER);
    }

    /** Our number that a message came to, E.164; empty when there is none. */
    Optional<String> destination() {
        return text(sms(), "destination_number").flatMap(PhoneNumbers::e164);
    }

    /**
     * The message that came in.
     *
     * @throws ProblemException 400 when a number is missing
     */
    InboundSms message() {
        String from = text(sms(), "source_number")
                .orElseThrow(() -> missing(SMS_INBOUND + ".source_number", "\"79161234567\""));
        return new InboundSms(
                PhoneNumbers.e164(from).orElse(from),
                destination().orElseThrow(() -> missing(SMS_INBOUND + ".destination_number", "\"74951234567\"")),
                text(sms(), "sms_body").orElse(""));
    }

    // The reference nests the fields twice, deployed applications read them flat.
    private JsonNode sms() {
        JsonNode flat = item.path(SMS_INBOUND);
        JsonNode nested = flat.path(SMS_INBOUND);
        return nested.isObject() ? nested : flat;
    }

    private String identity(String field, String example) {
        String id = text(item, field).orElseThrow(() -> missing(field, example));
        if (!ID.matcher(id).matches()) {
            throw ProblemException.badRequest(field, field + " is no id; send for example " + example);
        }
        return id;
    }

    private static ProblemException missing(String field, String example) {
        return ProblemException.badRequest(field, field + " is missing; send for example " + example);
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() || value.isIntegralNumber()
                ? Optional.of(value.asText().strip()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }
}
