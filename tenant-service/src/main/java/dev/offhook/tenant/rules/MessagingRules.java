package dev.offhook.tenant.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.offhook.events.Messaging;
import dev.offhook.events.Messaging.Budget;
import dev.offhook.events.Messaging.QuietHours;
import dev.offhook.events.Messaging.Route;
import dev.offhook.events.TenantConfiguration.Channel.Kind;
import dev.offhook.tenant.configuration.FaultKind;
import dev.offhook.tenant.configuration.TenantDocument;

/** What must hold for how text messages are sent. */
final class MessagingRules {
    /** The most characters that a provider takes. */
    static final int LONGEST_TEXT = 1600;

    private static final int LONGEST_WORD = 50;
    private static final int MOST_WORDS = 50;
    private static final int MOST_PER_SECOND = 1000;
    /** A week. */
    private static final int LONGEST_WINDOW = 10_080;
    /** 1600 characters that are not of GSM-7. */
    private static final int MOST_SEGMENTS = 24;

    private final TenantDocument tenant;
    private final Messaging messaging;
    private final Faults faults;

    /** @param tenant one whose {@code messaging} is there */
    MessagingRules(TenantDocument tenant, Faults faults) {
        this.tenant = tenant;
        this.messaging = tenant.messaging();
        this.faults = faults;
    }

    void check() {
        optOut();
        if (messaging.help() != null) {
            faults.text("messaging.help", messaging.help(), LONGEST_TEXT, "Hotel Royal, +1 500 555 0006.");
        }
        if (messaging.quiet() != null) {
            quiet(messaging.quiet());
        }
        faults.range("messaging.perSecond", messaging.perSecond(), 1, MOST_PER_SECOND, 10);
        faults.positive("messaging.perDay", messaging.perDay(), 5000);
        faults.range("messaging.sameTextWithinMinutes", messaging.sameTextWithinMinutes(), 1, LONGEST_WINDOW, 10);
        faults.countries("messaging.blockedCountries", messaging.blockedCountries());
        faults.range("messaging.maxSegments", messaging.maxSegments(), 1, MOST_SEGMENTS, 6);
        routes(messaging.routes());
        new TemplateRules(tenant, faults).check();
        if (messaging.budget() != null) {
            budget(messaging.budget());
        }
    }

    private void optOut() {
        Map<String, String> seen = new HashMap<>();
        words("messaging.optOut.stop", messaging.optOut().stop(), seen);
        words("messaging.optOut.start", messaging.optOut().start(), seen);
        words("messaging.optOut.help", messaging.optOut().help(), seen);
    }

    private void words(String field, List<String> words, Map<String, String> seen) {
        if (words.size() > MOST_WORDS) {
            faults.add(
                    field,
                    null,
                    FaultKind.TOO_MANY,
                    "has " + words.size() + " words; good are at most " + MOST_WORDS,
                    words.size(),
                    MOST_WORDS);
        }
        for (int i = 0; i < words.size(); i++) {
            String at = field + "[" + i + "]";
            faults.text(at, words.get(i), LONGEST_WORD, "ХВАТИТ");
            String before = seen.putIfAbsent(words.get(i).strip().toUpperCase(Locale.ROOT), at);
            if (before != null) {
                faults.add(
                        at,
                        words.get(i),
                        FaultKind.WORD_TAKEN,
                        Faults.quoted(words.get(i)) + " is already " + before + "; a word means one thing",
                        before);
            }
        }
    }

    private void quiet(QuietHours quiet) {
        faults.present("messaging.quiet.from", quiet.from(), "\"21:00\"");
        faults.present("messaging.quiet.to", quiet.to(), "\"09:00\"");
        if (quiet.from() != null && quiet.from().equals(quiet.to())) {
            faults.add(
                    "messaging.quiet.to",
                    quiet.to(),
                    FaultKind.SAME_TIME,
                    quiet.to() + " is also its from: nothing would ever be sent; good is"
                            + " \"09:00\" after \"21:00\"");
        }
    }

    private void routes(List<Route> routes) {
        Set<String> taken = new HashSet<>();
        int all = -1;
        for (int i = 0; i < routes.size(); i++) {
            String field = "messaging.routes[" + i + "]";
            Route route = routes.get(i);
            faults.countries(field + ".countries", route.countries());
            if (all >= 0) {
                faults.add(
                        field,
                        null,
                        FaultKind.UNREACHABLE_ROUTE,
                        "is never reached: messaging.routes[" + all + "] is for all countries; put that last");
            } else if (!route.countries().isEmpty() && taken.containsAll(route.countries())) {
                faults.add(
                        field,
                        null,
                        FaultKind.UNREACHABLE_ROUTE,
                        "is never reached: routes before it have its countries; leave it out");
            }
            taken.addAll(route.countries());
            all = all < 0 && route.countries().isEmpty() ? i : all;
            faults.present(field + ".channel", route.channel(), "twilio-sms");
            carrier(field + ".channel", route.channel());
            carrier(field + ".fallback", route.fallback());
            if (route.channel() != null && route.channel() == route.fallback()) {
                faults.add(
                        field + ".fallback",
                        route.fallback().id(),
                        FaultKind.SAME_AS_CHANNEL,
                        "'" + route.fallback().id() + "' is also its channel; leave it out");
            }
        }
    }

    private void carrier(String field, Kind kind) {
        if (kind == null) {
            return;
        }
        if (!carriesMessages(kind)) {
            carriesNone(field, kind);
        } else if (tenant.channels().stream().noneMatch(channel -> channel.kind() == kind)) {
            faults.add(
                    field,
                    kind.id(),
                    FaultKind.NO_SUCH_CHANNEL,
                    "'" + kind.id() + "' is no channel of the tenant; list it under channels");
        }
    }

    private void carriesNone(String field, Kind kind) {
        faults.add(
                field,
                kind.id(),
                FaultKind.CARRIES_NO_MESSAGES,
                "'" + kind.id() + "' carries no messages; good is twilio-sms");
    }

    private void budget(Budget budget) {
        String field = "messaging.budget.";
        faults.money(field + "monthly", budget.monthly());
        faults.currency(field + "currency", budget.currency());
        budget.segments().forEach((kind, price) -> {
            faults.money(field + "segments." + kind.id(), price);
            if (!carriesMessages(kind)) {
                carriesNone(field + "segments", kind);
            }
        });
        budget.countries().forEach((country, price) -> {
            faults.country(field + "countries", country);
            faults.money(field + "countries." + country, price);
        });
    }

    private static boolean carriesMessages(Kind kind) {
        return switch (kind) {
            case TWILIO_SMS, VOXIMPLANT_SMS -> true;
            case TWILIO_VOICE, VOXIMPLANT_VOICE -> false;
        };
    }
}
