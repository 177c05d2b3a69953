package dev.offhook.notification.requests;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.offhook.events.EventJson;
import dev.offhook.events.Messaging.Template;
import dev.offhook.events.Messaging.Template.Parameter;
import dev.offhook.events.Messaging.Template.Type;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.notification.testsupport.Rules;
import dev.offhook.notification.testsupport.Tenancy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestFaultsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final TenantConfiguration tenant = Tenancy.of(Rules.plain()
            .blocked("CU")
            .maxSegments(2)
            .templates(new Template(
                    "booking", Map.of("ru-RU", "Ждём {arrival}."), List.of(new Parameter("arrival", Type.DATE))))
            .messaging());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'to':'+79161234567','text':'Привет','purpose':'reply'}",
                "{'to':'whatsapp:+79161234567','from':'whatsapp:+15005550006','text':'Привет','purpose':'reply'}",
                "{'to':'+79161234567','from':'+74951234567','text':'Привет','purpose':'marketing'}",
                "{'to':'+79161234567','template':{'id':'booking','parameters':{'arrival':'2026-12-24'}},'purpose':'notification',"
                        + "'channel':'voximplant-sms','notBefore':'2026-12-20T09:00:00Z','expiresAt':'2026-12-20T10:00:00Z'}",
            })
    void goodRequestHasNoFault(String json) {
        assertThat(RequestFaults.first(request(json), tenant, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'text':'a','purpose':'reply'}                                | to         | 'none' is no E.164 number; good is +15005550006
            {'to':'112','text':'a','purpose':'reply'}                     | to         | '***' is no E.164 number
            {'to':'+5352345678','text':'a','purpose':'reply'}           | to         | is a number of CU, which is blocked for this tenant
            {'to':'+79161234567','text':'a'}                              | purpose    | is missing; good are reply, notification and marketing
            {'to':'+79161234567','purpose':'reply'}                       | text       | is missing, and so is a template
            {'to':'+79161234567','text':' ','purpose':'reply'}            | text       | is blank; good is 1 to 1600 characters
            {'to':'+79161234567','text':'a\\u0000','purpose':'reply'}     | text       | has a character of code 0
            {'to':'+79161234567','text':'a\\ud83d','purpose':'reply'}     | text       | half a surrogate pair
            {'to':'+79161234567','text':'a','purpose':'reply','template':{'id':'booking'}} | text | is there beside a template
            {'to':'+79161234567','purpose':'reply','template':{'id':'x'}} | template.id | 'x' is no template; known are [after-hours, booking
            {'to':'+79161234567','purpose':'reply','template':{'id':'booking','parameters':{'arrival':'soon'}}} | template.parameters.arrival | is no date
            {'to':'+79161234567','purpose':'reply','template':{'id':'booking','locale':'fr','parameters':{'arrival':'2026-12-24'}}} | template.locale | 'fr' has no text
            {'to':'+79161234567','purpose':'reply','template':{'id':'booking','locale':'ru-\\u0000','parameters':{'arrival':'2026-12-24'}}} | template | has a character of code 0
            {'to':'+79161234567','text':'a','purpose':'reply','channel':'twilio-voice'} | channel | 'twilio-voice' is no channel of the tenant that is switched on
            {'to':'+79161234567','text':'a','purpose':'reply','from':'+15005550007'} | from | is no number of the tenant's channel
            {'to':'whatsapp:+79161234567','text':'a','purpose':'reply','from':'+15005550006'} | from | is no number of the tenant's channel
            {'to':'+79161234567','text':'a','purpose':'reply','expiresAt':'2026-11-20T12:00:00Z'} | expiresAt | is not after now
            {'to':'+79161234567','text':'a','purpose':'reply','notBefore':'2026-11-21T12:00:00Z','expiresAt':'2026-11-21T11:00:00Z'} | expiresAt | is not after notBefore, 2026-11-21T12:00:00Z
            {'to':'+79161234567','text':'a','purpose':'reply','notBefore':'2028-11-21T12:00:00Z'} | notBefore | is more than 366 days ahead
            """)
    void faultNamesTheField(String json, String field, String detail) {
        // Given
        var request = request(json);
        // When
        var fault = RequestFaults.first(request, tenant, NOW);
        // Then
        assertThat(fault).hasValueSatisfying(found -> {
            assertThat(found.field()).isEqualTo(field);
            assertThat(found.detail()).contains(detail).doesNotContain("79161234567");
        });
    }

    @ParameterizedTest
    @CsvSource({"134,", "135,text: makes 3 segments; this tenant sends at most 2", "1601,text: has 1601 characters"})
    void longTextIsRefusedBySegments(int characters, String reason) {
        // Given
        var request = new SmsRequest("+79161234567", null, "ж".repeat(characters), SmsRequest.Purpose.REPLY, null);
        // When
        var fault = RequestFaults.first(request, tenant, NOW);
        // Then
        assertThat(fault.map(RequestFault::reason).orElse("")).startsWith(reason == null ? "" : reason);
        assertThat(fault.isPresent()).isEqualTo(reason != null);
    }

    private static SmsRequest request(String json) {
        return (SmsRequest) EventJson.read(
                EventJson.typeOf(SmsRequest.class), json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
