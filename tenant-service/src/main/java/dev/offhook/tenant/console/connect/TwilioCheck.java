package dev.offhook.tenant.console.connect;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Channel.Kind;
import dev.offhook.tenant.clients.Asked;
import dev.offhook.tenant.clients.Asked.Answered;
import dev.offhook.tenant.clients.Asked.Failed;
import dev.offhook.tenant.clients.Asked.Why;
import dev.offhook.tenant.clients.Asking;
import dev.offhook.tenant.clients.Service;
import dev.offhook.tenant.clients.TwilioNumbersApi;
import dev.offhook.tenant.clients.TwilioNumbersApi.Number;
import dev.offhook.tenant.clients.TwilioNumbersApi.Numbers;
import dev.offhook.tenant.clients.WebhookAddresses;
import dev.offhook.tenant.clients.WebhookAddresses.Address;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Asks Twilio for the numbers of a channel, and compares where they call with where they should. */
@ApplicationScoped
class TwilioCheck {
    private static final int PAGE = 20;

    private final TwilioNumbersApi twilio;
    private final TenantSecrets secrets;

    TwilioCheck(@RestClient TwilioNumbersApi twilio, TenantSecrets secrets) {
        this.twilio = twilio;
        this.secrets = secrets;
    }

    List<Finding> check(TenantConfiguration tenant, Channel channel, @Nullable WebhookAddresses addresses) {
        String account = channel.account();
        if (account == null) {
            return List.of(new Finding.NoAccount(channel.kind()));
        }
        var token = secrets.twilioToken(tenant, account);
        if (token.isEmpty()) {
            return List.of(new Finding.SecretMissing(TenantConfiguration.TWILIO_AUTH_TOKEN));
        }
        var found = new ArrayList<Finding>();
        for (String number : channel.numbers()) {
            Asked<Numbers> asked = Asking.ask(
                    Service.TWILIO, () -> twilio.numbers(basic(account, token.get()), account, number, PAGE));
            switch (asked) {
                case Failed<Numbers> failed -> {
                    found.add(
                            failed.why() == Why.REFUSED
                                    ? new Finding.KeyRefused(Service.TWILIO, account)
                                    : new Finding.CouldNotAsk(Service.TWILIO, failed.why()));
                    // The other numbers would be asked for in vain.
                    return found;
                }
                case Answered<Numbers>(Numbers answer) ->
                    found.addAll(answer.numbers().stream()
                            .filter(one -> number.equals(one.number()))
                            .findFirst()
                            .map(there -> compare(channel.kind(), there, addresses))
                            .orElseGet(() -> List.of(new Finding.NumberNotThere(number, account))));
            }
        }
        return found;
    }

    /** What is wrong with a number; when nothing is, that it is right. */
    static List<Finding> compare(Kind kind, Number there, @Nullable WebhookAddresses addresses) {
        var found = new ArrayList<Finding>();
        boolean voice = kind == Kind.TWILIO_VOICE;
        String number = there.number();
        var can = there.capabilities();
        if (can != null && !(voice ? can.voice() : can.sms())) {
            found.add(new Finding.NumberCannot(number, voice));
        }
        if (voice && present(there.trunk())) {
            found.add(new Finding.HandledElsewhere(number, there.trunk()));
        } else if (present(voice ? there.voiceApplication() : there.smsApplication())) {
            found.add(new Finding.HandledElsewhere(number, voice ? there.voiceApplication() : there.smsApplication()));
        } else {
            address(kind, addresses, voice ? "voice" : "messaging")
                    .ifPresent(ours -> found.addAll(compare(
                            number,
                            ours,
                            voice ? there.voiceUrl() : there.smsUrl(),
                            voice ? there.voiceMethod() : there.smsMethod())));
        }
        if (found.isEmpty()) {
            found.add(new Finding.NumberIsRight(number));
        }
        if (voice) {
            address(kind, addresses, "status")
                    .filter(ours -> !isOurs(there.statusCallback(), ours))
                    .ifPresent(ours -> found.add(new Finding.NoStatusAddress(number, ours.url())));
        }
        return found;
    }

    private static List<Finding> compare(
            String number, Address ours, @Nullable String theirs, @Nullable String method) {
        if (!present(theirs)) {
            return List.of(new Finding.AddressMissing(number, ours.field(), ours.url()));
        }
        if (!isOurs(theirs, ours)) {
            return List.of(new Finding.AddressDiffers(number, ours.field(), theirs, ours.url()));
        }
        return method == null || method.equalsIgnoreCase(ours.method())
                ? List.of()
                : List.of(new Finding.MethodDiffers(number, ours.field(), method));
    }

    private static Optional<Address> address(Kind kind, @Nullable WebhookAddresses addresses, String name) {
        return Optional.ofNullable(addresses).flatMap(all -> all.address(kind, name));
    }

    /** Both addresses of ours will do, with or without the overrides behind the {@code #}. */
    private static boolean isOurs(@Nullable String theirs, Address ours) {
        if (theirs == null) {
            return false;
        }
        String plain = withoutFragment(theirs);
        return plain.equals(withoutFragment(ours.url())) || plain.equals(withoutFragment(ours.tenantUrl()));
    }

    private static String withoutFragment(String url) {
        int fragment = url.indexOf('#');
        return fragment < 0 ? url : url.substring(0, fragment);
    }

    private static boolean present(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static String basic(String account, String token) {
        return "Basic " + Base64.getEncoder().encodeToString((account + ":" + token).getBytes(UTF_8));
    }
}
