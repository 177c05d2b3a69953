package dev.offhook.local.simulator.twilio;

import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.offhook.local.simulator.ApiAnswer;
import dev.offhook.local.simulator.ApiRequest;

/**
 * The account's numbers, and what each is set to: those of the demo tenants to their webhooks, but for one that still has
 * the settings of a number that was just bought.
 *
 * @see <a href="https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource">IncomingPhoneNumber</a>
 */
final class NumbersApi {
    /** What Twilio sets a new number to. */
    static final String AS_BOUGHT = "https://demo.twilio.com/welcome/voice/";

    private static final String AS_BOUGHT_SMS = "https://demo.twilio.com/welcome/sms/reply/";
    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 1000;
    private static final String CREATED = "Fri, 20 Nov 2026 09:00:00 +0000";

    private final List<NumberResource> numbers;

    /** What a number can do. */
    private record Capabilities(boolean fax, boolean mms, boolean sms, boolean voice) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record NumberResource(
            String accountSid,
            String addressRequirements,
            String addressSid,
            String apiVersion,
            boolean beta,
            String bundleSid,
            Capabilities capabilities,
            String dateCreated,
            String dateUpdated,
            String emergencyAddressSid,
            String emergencyAddressStatus,
            String emergencyStatus,
            String friendlyName,
            String identitySid,
            String origin,
            String phoneNumber,
            String sid,
            String smsApplicationSid,
            String smsFallbackMethod,
            String smsFallbackUrl,
            String smsMethod,
            String smsUrl,
            String status,
            String statusCallback,
            String statusCallbackMethod,
            String trunkSid,
            String type,
            String uri,
            String voiceApplicationSid,
            boolean voiceCallerIdLookup,
            String voiceFallbackMethod,
            String voiceFallbackUrl,
            String voiceMethod,
            String voiceReceiveMode,
            String voiceUrl) {

        static NumberResource of(int index, String number, String voice, String fallback, String status, String sms) {
            String sid = "PN%032d".formatted(index);
            return new NumberResource(
                    TwilioApi.ACCOUNT,
                    "none",
                    null,
                    "2010-04-01",
                    false,
                    null,
                    new Capabilities(false, true, true, true),
                    CREATED,
                    CREATED,
                    null,
                    "unregistered",
                    "Active",
                    number,
                    null,
                    "twilio",
                    number,
                    sid,
                    "",
                    "POST",
                    "",
                    "POST",
                    sms,
                    "in-use",
                    status,
                    "POST",
                    null,
                    "local",
                    "/2010-04-01/Accounts/" + TwilioApi.ACCOUNT + "/IncomingPhoneNumbers/" + sid + ".json",
                    "",
                    false,
                    "POST",
                    fallback,
                    "POST",
                    "voice",
                    voice);
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record NumberPage(
            List<NumberResource> incomingPhoneNumbers,
            int page,
            int pageSize,
            int start,
            int end,
            String uri,
            String firstPageUri,
            String nextPageUri,
            String previousPageUri) {}

    /** @param publicUrl of webhook-service */
    NumbersApi(String publicUrl) {
        numbers = List.of(
                atWebhooks(1, "+15005550006", publicUrl),
                NumberResource.of(2, "+15005550007", AS_BOUGHT, "", "", AS_BOUGHT_SMS),
                atWebhooks(3, "+15005550010", publicUrl));
    }

    /** A page of the numbers, all or those with what {@code PhoneNumber} has. */
    ApiAnswer list(ApiRequest request) {
        int size = Math.clamp(number(request.parameter("PageSize"), USUAL_PAGE), 1, LARGEST_PAGE);
        int page = Math.max(0, number(request.parameter("Page"), 0));
        String wanted = request.parameter("PhoneNumber");
        var found = numbers.stream()
                .filter(number -> number.phoneNumber().contains(wanted))
                .toList();
        int start = (int) Math.min((long) page * size, found.size());
        int end = Math.min(start + size, found.size());
        return new ApiAnswer(
                200,
                new NumberPage(
                        found.subList(start, end),
                        page,
                        size,
                        start,
                        Math.max(start, end - 1),
                        uri(request, page, size),
                        uri(request, 0, size),
                        end < found.size() ? uri(request, page + 1, size) : null,
                        page > 0 ? uri(request, page - 1, size) : null));
    }

    private static NumberResource atWebhooks(int index, String number, String publicUrl) {
        return NumberResource.of(
                index,
                number,
                publicUrl + "/webhook/call",
                publicUrl + "/webhook/fallback",
                publicUrl + "/webhook/status",
                publicUrl + "/webhook/sms");
    }

    private static String uri(ApiRequest request, int page, int size) {
        return request.path() + "?PageSize=" + size + "&Page=" + page;
    }

    private static int number(String text, int otherwise) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }
}
