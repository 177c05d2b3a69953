package dev.offhook.notification.testsupport;

import java.util.List;

import dev.offhook.events.Messaging;
import dev.offhook.events.Messaging.Budget;
import dev.offhook.events.Messaging.QuietHours;
import dev.offhook.events.Messaging.Route;
import dev.offhook.events.Messaging.Template;

/** How messages are sent, one rule at a time; each method gives a copy that differs in one thing. */
public record Rules(Messaging messaging) {

    /** As the platform does it. */
    public static Rules plain() {
        return new Rules(Messaging.PLAIN);
    }

    public Rules help(String help) {
        return with(help, m().quiet(), m().perSecond(), m().perDay(), m().sameTextWithinMinutes(), m().budget());
    }

    public Rules quiet(QuietHours quiet) {
        return with(m().help(), quiet, m().perSecond(), m().perDay(), m().sameTextWithinMinutes(), m().budget());
    }

    public Rules perSecond(int perSecond) {
        return with(m().help(), m().quiet(), perSecond, m().perDay(), m().sameTextWithinMinutes(), m().budget());
    }

    public Rules perDay(int perDay) {
        return with(m().help(), m().quiet(), m().perSecond(), perDay, m().sameTextWithinMinutes(), m().budget());
    }

    public Rules sameTextWithinMinutes(int minutes) {
        return with(m().help(), m().quiet(), m().perSecond(), m().perDay(), minutes, m().budget());
    }

    public Rules budget(Budget budget) {
        return with(m().help(), m().quiet(), m().perSecond(), m().perDay(), m().sameTextWithinMinutes(), budget);
    }

    public Rules blocked(String... countries) {
        return also(List.of(countries), m().maxSegments(), m().plainCharacters(), m().routes(), m().templates());
    }

    public Rules maxSegments(int most) {
        return also(m().blockedCountries(), most, m().plainCharacters(), m().routes(), m().templates());
    }

    public Rules plainCharacters() {
        return also(m().blockedCountries(), m().maxSegments(), true, m().routes(), m().templates());
    }

    public Rules routes(Route... routes) {
        return also(m().blockedCountries(), m().maxSegments(), m().plainCharacters(), List.of(routes), m().templates());
    }

    public Rules templates(Template... templates) {
        return also(m().blockedCountries(), m().maxSegments(), m().plainCharacters(), m().routes(), List.of(templates));
    }

    private Messaging m() {
        return messaging;
    }

    private Rules with(
            String help, QuietHours quiet, Integer perSecond, Integer perDay, Integer sameText, Budget budget) {
        return new Rules(new Messaging(
                m().optOut(),
                help,
                quiet,
                perSecond,
                perDay,
                sameText,
                m().blockedCountries(),
                m().maxSegments(),
                m().plainCharacters(),
                m().routes(),
                m().templates(),
                budget));
    }

    private Rules also(
            List<String> blocked, Integer maxSegments, boolean plain, List<Route> routes, List<Template> templates) {
        return new Rules(new Messaging(
                m().optOut(),
                m().help(),
                m().quiet(),
                m().perSecond(),
                m().perDay(),
                m().sameTextWithinMinutes(),
                blocked,
                maxSegments,
                plain,
                routes,
                templates,
                m().budget()));
    }
}
