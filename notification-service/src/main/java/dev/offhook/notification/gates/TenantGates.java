package dev.offhook.notification.gates;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.events.EventJson;
import dev.offhook.events.SmsEvent;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.SmsRequest.Purpose;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.database.Sql;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.notification.consent.Consent;
import dev.offhook.notification.consent.HelpAnswers;
import dev.offhook.notification.gates.Decision.Go;
import dev.offhook.notification.gates.Decision.Later;
import dev.offhook.notification.gates.Decision.Stop;
import dev.offhook.notification.limits.Charges;
import dev.offhook.notification.limits.LimitsConfiguration;
import dev.offhook.notification.limits.Prices;
import dev.offhook.notification.limits.SenderPace;
import dev.offhook.notification.operations.Latencies;
import dev.offhook.notification.operations.Pauses;
import dev.offhook.notification.quiet.QuietTime;
import dev.offhook.notification.quiet.RecipientZone;
import dev.offhook.notification.requests.MessageText;
import dev.offhook.notification.routing.Carrier;
import dev.offhook.notification.routing.NoRouteException;
import dev.offhook.notification.routing.Routing;
import dev.offhook.notification.templates.TemplateException;

/**
 * The gates as a tenant has set them.
 *
 * <p>Consent is as Twilio has it: after STOP nothing is sent to that number, whatever its purpose, until START, except
 * that HELP is answered. A reply passes quiet hours and the hold on equal texts, since a person waits for it.
 */
@ApplicationScoped
public class TenantGates implements Gates {
    /** A pause is ended by hand, which looks at what waits: this is only how soon one is noticed that was not. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Consent consent;
    private final HelpAnswers help;
    private final Pauses pauses;
    private final Charges charges;
    private final SenderPace pace;
    private final LimitsConfiguration limits;
    private final Latencies latencies;

    @Inject
    TenantGates(
            Consent consent,
            HelpAnswers help,
            Pauses pauses,
            Charges charges,
            SenderPace pace,
            LimitsConfiguration limits,
            Latencies latencies) {
        this.consent = consent;
        this.help = help;
        this.pauses = pauses;
        this.charges = charges;
        this.pace = pace;
        this.limits = limits;
        this.latencies = latencies;
    }

    @Override
    public Decision decide(Sql sql, QueuedMessage message, TenantConfiguration tenant, Instant now) {
        if (!now.isBefore(message.expiresAt())) {
            return new Stop(Status.EXPIRED, "its time was over at " + message.expiresAt());
        }
        if (message.notBefore() != null && now.isBefore(message.notBefore())) {
            return new Later(message.notBefore(), "it is not to be sent before " + message.notBefore());
        }
        return held(sql, message, tenant, now).orElseGet(() -> going(sql, message, tenant, now));
    }

    private Optional<Decision> held(Sql sql, QueuedMessage message, TenantConfiguration tenant, Instant now) {
        String number = SmsEvent.number(message.recipient());
        var optedOut = consent.optedOut(sql, message.tenant(), number);
        if (optedOut.isPresent() && !help.is(sql, message.requestId())) {
            return Optional.of(new Stop(
                    Status.SUPPRESSED,
                    "consent: the recipient has wanted no messages since "
                            + optedOut.get().since()));
        }
        var country = PhoneNumbers.country(number).filter(tenant.messaging().blockedCountries()::contains);
        if (country.isPresent()) {
            return Optional.of(new Stop(Status.SUPPRESSED, "country: " + country.get() + " is blocked"));
        }
        if (pauses.of(sql, message.tenant()).isPresent()) {
            return Optional.of(new Later(now.plus(PAUSE), "the tenant's messages are paused"));
        }
        return quiet(message, tenant, number, now);
    }

    private static Optional<Decision> quiet(
            QueuedMessage message, TenantConfiguration tenant, String number, Instant now) {
        var quiet = tenant.messaging().quiet();
        if (quiet == null || message.purpose() != Purpose.MARKETING) {
            return Optional.empty();
        }
        ZoneId zone = quiet.zone() == null ? RecipientZone.of(number, zone(tenant)) : quiet.zone();
        return QuietTime.end(quiet, zone, now)
                .map(end ->
                        new Later(end, "quiet hours: until " + end.atZone(zone).toLocalTime() + " in " + zone));
    }

    private Decision going(Sql sql, QueuedMessage message, TenantConfiguration tenant, Instant now) {
        try {
            var carriers = Routing.carriers(
                    tenant, message.recipient(), message.requestedSender(), message.requestedChannel());
            var carrier = carriers.stream()
                    .filter(one -> !message.notTakenBy().contains(one.channel()))
                    .findFirst()
                    .orElse(carriers.getFirst());
            String body = MessageText.sent(message.text(), message.template(), tenant);
            return limited(sql, message, tenant, go(message, tenant, carrier, body), now);
        } catch (NoRouteException e) {
            return new Stop(Status.FAILED, e.getMessage());
        } catch (TemplateException e) {
            return new Stop(Status.FAILED, e.field() + ": " + e.getMessage());
        }
    }

    private static Go go(QueuedMessage message, TenantConfiguration tenant, Carrier carrier, String body) {
        int segments = MessageText.segments(body);
        var budget = tenant.messaging().budget();
        BigDecimal cost = budget == null ? null : Prices.of(budget, carrier.channel(), message.recipient(), segments);
        return new Go(
                carrier.channel(), carrier.sender(), body, segments, cost, budget == null ? null : budget.currency());
    }

    private Decision limited(Sql sql, QueuedMessage message, TenantConfiguration tenant, Go go, Instant now) {
        var messaging = tenant.messaging();
        if (messaging.maxSegments() != null && go.segments() > messaging.maxSegments()) {
            return suppressed(
                    "segments: it has " + go.segments() + ", and this tenant sends at most " + messaging.maxSegments());
        }
        var account = new Charges.Account(message.tenant(), LocalDate.ofInstant(now, zone(tenant)));
        var refusal = taken(sql, message, tenant, go, account, now);
        if (refusal.isPresent()) {
            charges.giveBack(sql, message.requestId());
            return suppressed(refusal.get());
        }
        var place = pace.take(
                EventJson.mapper().convertValue(go.channel(), String.class) + " " + go.sender(),
                messaging.perSecond() == null ? limits.perSecond() : messaging.perSecond(),
                message.purpose() == Purpose.REPLY);
        if (!place.free()) {
            charges.giveBack(sql, message.requestId());
            return new Later(place.again(), "its sender's messages of this second are sent");
        }
        return go;
    }

    private Optional<String> taken(
            Sql sql, QueuedMessage message, TenantConfiguration tenant, Go go, Charges.Account account, Instant now) {
        var messaging = tenant.messaging();
        Integer window = messaging.sameTextWithinMinutes();
        if (window != null
                && message.purpose() != Purpose.REPLY
                && !charges.takeText(
                        sql,
                        message.requestId(),
                        message.tenant(),
                        message.recipient(),
                        go.body(),
                        Duration.ofMinutes(window),
                        now)) {
            return Optional.of("same text: the recipient has had it within the last " + window + " minutes");
        }
        boolean counted = messaging.perDay() != null;
        if (counted && !charges.takeDay(sql, account, messaging.perDay())) {
            return Optional.of("day: the " + messaging.perDay() + " messages of " + account.day() + " are sent");
        }
        var budget = messaging.budget();
        boolean paid = budget != null && go.cost().signum() > 0;
        if (paid && !charges.takeMoney(sql, account, budget.currency(), go.cost(), budget.monthly())) {
            if (counted) {
                charges.note(sql, message.requestId(), account, true, null, null);
            }
            return Optional.of("budget: the month's " + budget.monthly() + " " + budget.currency()
                    + " do not suffice for " + go.cost().toPlainString());
        }
        if (counted || paid) {
            charges.note(
                    sql,
                    message.requestId(),
                    account,
                    counted,
                    paid ? budget.currency() : null,
                    paid ? go.cost() : null);
        }
        return Optional.empty();
    }

    @Override
    public void released(Sql sql, QueuedMessage message) {
        charges.giveBack(sql, message.requestId());
    }

    @Override
    public void settled(Sql sql, QueuedMessage message) {
        charges.spend(sql, message.requestId());
        latencies.taken(message);
    }

    @Override
    public void optedOut(Sql sql, QueuedMessage message, Instant at) {
        consent.note(
                sql,
                new Consent.Word(
                        message.tenant(),
                        SmsEvent.number(message.recipient()),
                        true,
                        at,
                        Consent.Source.PROVIDER,
                        null,
                        "refused:" + message.requestId()));
    }

    private static Stop suppressed(String reason) {
        return new Stop(Status.SUPPRESSED, reason);
    }

    private static ZoneId zone(TenantConfiguration tenant) {
        return tenant.timeZone() == null ? ZoneOffset.UTC : tenant.timeZone();
    }
}
