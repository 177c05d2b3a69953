package dev.offhook.tenant.console.connect;

import java.time.Instant;
import java.util.List;

import dev.offhook.events.Provider;
import dev.offhook.events.RequestRefused;
import dev.offhook.events.RequestRefused.Reason;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Channel.Kind;
import dev.offhook.tenant.clients.TwilioNumbersApi;
import dev.offhook.tenant.clients.VoximplantSetupApi.PhoneNumber;
import dev.offhook.tenant.clients.VoximplantSetupApi.Rule;
import dev.offhook.tenant.clients.WebhookAddresses;
import dev.offhook.tenant.clients.WebhookAddresses.Address;
import dev.offhook.tenant.clients.WebhookAddresses.ChannelAddresses;
import dev.offhook.tenant.refusals.Refusal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What follows from what a provider says about a number. */
class ChecksTest {
    private static final String NUMBER = "+15005550006";
    private static final String OURS = "https://bot.example.org/webhook/call";
    private static final String OURS_OF_TENANT = "https://bot.example.org/t/hr-center/webhook/call";
    private static final String STATUS = "https://bot.example.org/webhook/status";
    private static final WebhookAddresses ADDRESSES = new WebhookAddresses(
            "hr-center",
            List.of(new ChannelAddresses(
                    Kind.TWILIO_VOICE,
                    true,
                    List.of(NUMBER),
                    List.of(
                            new Address("voice", "A call comes in", "POST", OURS + "#rc=2", OURS_OF_TENANT + "#rc=2"),
                            new Address("status", "Call status changes", "POST", STATUS, STATUS + "/t")))));

    @Test
    void aNumberThatCallsUsIsRight() {
        assertThat(twilio(OURS, "POST", null, null)).containsExactly(new Finding.NumberIsRight(NUMBER));
        assertThat(twilio(OURS_OF_TENANT + "#rc=1", "POST", null, null))
                .containsExactly(new Finding.NumberIsRight(NUMBER));
    }

    @Test
    void aNumberThatCallsAnotherIsNamedWithBothAddresses() {
        assertThat(twilio("https://old.example.org/webhook/call", "POST", null, null))
                .containsExactly(new Finding.AddressDiffers(
                        NUMBER, "A call comes in", "https://old.example.org/webhook/call", OURS + "#rc=2"));
        assertThat(twilio("", "POST", null, null))
                .containsExactly(new Finding.AddressMissing(NUMBER, "A call comes in", OURS + "#rc=2"));
        assertThat(twilio(OURS, "GET", null, null))
                .containsExactly(new Finding.MethodDiffers(NUMBER, "A call comes in", "GET"));
    }

    @Test
    void anApplicationOrATrunkTakesThePlaceOfTheAddress() {
        assertThat(twilio(OURS, "POST", "AP1", null)).containsExactly(new Finding.HandledElsewhere(NUMBER, "AP1"));
        assertThat(twilio(OURS, "POST", null, "TK1")).containsExactly(new Finding.HandledElsewhere(NUMBER, "TK1"));
    }

    @Test
    void withoutAStatusAddressACallsEndComesLate() {
        var there = new TwilioNumbersApi.Number(NUMBER, OURS, "POST", null, null, null, null, null, null, null);
        assertThat(TwilioCheck.compare(Kind.TWILIO_VOICE, there, ADDRESSES))
                .containsExactly(new Finding.NumberIsRight(NUMBER), new Finding.NoStatusAddress(NUMBER, STATUS));
    }

    @Test
    void aNumberWithoutVoiceCannotTakeCalls() {
        var there = new TwilioNumbersApi.Number(
                NUMBER,
                OURS,
                "POST",
                null,
                null,
                STATUS,
                null,
                null,
                null,
                new TwilioNumbersApi.Capabilities(false, true));
        assertThat(TwilioCheck.compare(Kind.TWILIO_VOICE, there, ADDRESSES))
                .containsExactly(new Finding.NumberCannot(NUMBER, true));
    }

    @Test
    void aNumberOfVoximplantBelongsToTheApplicationAndTheRule() {
        var rule = new Rule(815, "incoming", 4711, "7495.*");
        assertThat(voximplant(number(4711L, null), rule)).containsExactly(new Finding.NumberIsRight("+74951234567"));
        assertThat(voximplant(number(null, null), rule)).containsExactly(new Finding.NumberUnbound("+74951234567"));
        assertThat(voximplant(number(1L, null), rule))
                .containsExactly(new Finding.NumberBoundElsewhere("+74951234567", "1"));
        assertThat(voximplant(number(4711L, 816L), rule))
                .containsExactly(new Finding.NumberOnOtherRule("+74951234567", "816"));
        assertThat(voximplant(number(4711L, null), new Rule(815, "incoming", 4711, "7812.*")))
                .containsExactly(new Finding.RuleNotForNumber("815", "7812.*", "+74951234567"));
        // A dialect of patterns that is not ours accuses nobody.
        assertThat(voximplant(number(4711L, null), new Rule(815, "incoming", 4711, "(")))
                .containsExactly(new Finding.NumberIsRight("+74951234567"));
    }

    @Test
    void refusalsOfOneReasonAreOneFinding() {
        // Given
        var newest = refusal(Reason.SIGNATURE_WRONG, Kind.TWILIO_VOICE, Provider.TWILIO, "2026-11-20T10:00:00Z");
        var older = refusal(Reason.SIGNATURE_WRONG, Kind.TWILIO_VOICE, Provider.TWILIO, "2026-11-20T09:00:00Z");
        var unknown = refusal(Reason.TENANT_UNKNOWN, null, Provider.TWILIO, "2026-11-20T08:00:00Z");
        var others = refusal(Reason.PLAN, Kind.VOXIMPLANT_VOICE, Provider.VOXIMPLANT, "2026-11-20T07:00:00Z");

        // When
        var found = RefusedRequests.summed(channel(Kind.TWILIO_VOICE, NUMBER), List.of(newest, older, unknown, others));

        // Then
        assertThat(found)
                .containsExactly(
                        new Finding.Refused(
                                Reason.SIGNATURE_WRONG, 2, newest.at(), false, List.of("https://seen.example"), "AC1"),
                        new Finding.Refused(
                                Reason.TENANT_UNKNOWN, 1, unknown.at(), false, List.of("https://seen.example"), "AC1"));
    }

    private static List<Finding> twilio(String url, String method, String application, String trunk) {
        return TwilioCheck.compare(
                Kind.TWILIO_VOICE,
                new TwilioNumbersApi.Number(
                        NUMBER, url, method, application, trunk, STATUS + "#rc=2", null, null, null, null),
                ADDRESSES);
    }

    private static List<Finding> voximplant(PhoneNumber there, Rule rule) {
        return VoximplantCheck.voice(channel(Kind.VOXIMPLANT_VOICE, "+74951234567"), "+74951234567", there, rule);
    }

    private static PhoneNumber number(Long application, Long rule) {
        return new PhoneNumber("74951234567", application, rule, false, false, true, null);
    }

    private static Channel channel(Kind kind, String number) {
        return new Channel(
                kind,
                true,
                List.of(number),
                "AC1",
                false,
                null,
                null,
                null,
                null,
                null,
                "4711",
                "815",
                false,
                null,
                null);
    }

    private static Refusal refusal(Reason reason, Kind kind, Provider provider, String at) {
        return new Refusal(
                "hr-center",
                Instant.parse(at),
                new RequestRefused(
                        provider,
                        kind,
                        "/webhook/call",
                        reason,
                        false,
                        List.of("https://seen.example"),
                        List.of(),
                        List.of(),
                        "AC1",
                        null,
                        "hint"));
    }
}
