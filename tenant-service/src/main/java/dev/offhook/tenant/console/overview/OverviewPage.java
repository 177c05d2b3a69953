package dev.offhook.tenant.console.overview;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import dev.offhook.tenant.clients.Asked;
import dev.offhook.tenant.clients.Asked.Answered;
import dev.offhook.tenant.clients.Asked.Failed;
import dev.offhook.tenant.clients.Asked.Why;
import dev.offhook.tenant.clients.Budget;
import dev.offhook.tenant.clients.Dialogue;
import dev.offhook.tenant.clients.Figures;
import dev.offhook.tenant.clients.Notifications;
import dev.offhook.tenant.console.Page;
import dev.offhook.tenant.console.PageContext;
import dev.offhook.tenant.console.Tab;
import dev.offhook.tenant.console.words.Words;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jspecify.annotations.Nullable;

/** What happened lately, as figures and charts. */
@Path("/console/t/{slug}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class OverviewPage {
    private static final List<Integer> PERIODS = List.of(7, 30, 90);
    private static final int HUNDRED = 100;

    private final PageContext pages;
    private final Dialogue dialogue;
    private final Notifications notifications;
    private final Clock clock = Clock.systemUTC();

    OverviewPage(PageContext pages, Dialogue dialogue, Notifications notifications) {
        this.pages = pages;
        this.dialogue = dialogue;
        this.notifications = notifications;
    }

    @CheckedTemplate(basePath = "console/overview")
    static class Templates {
        private Templates() {}

        static native TemplateInstance overview(Page page, View view);
    }

    /**
     * What the page shows.
     *
     * @param days how long the period is
     * @param periods that can be chosen
     * @param notices what is missing
     * @param charts null when the figures are missing
     * @param budgets of calls and of messages; those that there are
     */
    record View(
            int days,
            List<Integer> periods,
            List<String> notices,
            @Nullable Charts charts,
            List<BudgetView> budgets,
            boolean budgetsKnown) {}

    /**
     * A budget.
     *
     * @param name what for
     * @param text spent and cap
     * @param reserved what is set aside; null for nothing
     * @param percent of the cap that is gone, 0 to 100; null without a cap
     */
    record BudgetView(
            String name,
            String text,
            @Nullable String reserved,
            @Nullable Integer percent) {
        /** Whether it is nearly gone. */
        public boolean nearlyGone() {
            return percent != null && percent >= 90;
        }
    }

    /**
     * The figures of some days.
     *
     * @param days 7, 30 or 90; anything else is 30
     */
    @GET
    public TemplateInstance overview(@PathParam("slug") String slug, @QueryParam("days") String days) {
        var page = pages.page(slug, Tab.OVERVIEW);
        var words = Words.of(page);
        int period = PERIODS.stream()
                .filter(one -> one.toString().equals(days))
                .findFirst()
                .orElse(30);
        LocalDate today = LocalDate.ofInstant(clock.instant(), page.zone());
        LocalDate first = today.minusDays(period - 1L);
        var notices = new ArrayList<String>();
        Asked<Figures> figures = dialogue.figures(slug, first, today);
        var charts =
                switch (figures) {
                    case Answered<Figures>(Figures answer) -> Charts.of(answer, first, today, words);
                    case Failed<Figures> failed -> {
                        notices.add(words.notice(failed));
                        yield null;
                    }
                };
        var budgets = new ArrayList<BudgetView>();
        boolean callsKnown =
                budget(dialogue.budget(slug), words.t().budgetCalls(), words, budgets, charts == null ? null : notices);
        boolean textsKnown = budget(notifications.budget(slug), words.t().budgetTexts(), words, budgets, notices);
        return Templates.overview(page, new View(period, PERIODS, notices, charts, budgets, callsKnown && textsKnown));
    }

    /** @return false when it could not be asked; its notice is left out where another one says the same */
    private static boolean budget(
            Asked<Budget> asked, String name, Words words, List<BudgetView> budgets, @Nullable List<String> notices) {
        return switch (asked) {
            case Answered<Budget>(Budget budget) -> budgets.add(view(budget, name, words));
            case Failed<Budget> failed when failed.why() == Why.MISSING -> true;
            case Failed<Budget> failed -> {
                if (notices != null) {
                    notices.add(words.notice(failed));
                }
                yield false;
            }
        };
    }

    private static BudgetView view(Budget budget, String name, Words words) {
        String spent = words.formats().money(budget.spent(), budget.currency());
        boolean none = budget.reserved() == null || budget.reserved().signum() == 0;
        String reserved = none ? null : words.t().reserved(words.formats().money(budget.reserved(), budget.currency()));
        if (budget.cap() == null) {
            return new BudgetView(name, words.t().spentNoCap(spent), reserved, null);
        }
        BigDecimal gone = none ? budget.spent() : budget.spent().add(budget.reserved());
        int percent = budget.cap().signum() <= 0
                ? HUNDRED
                : gone.multiply(BigDecimal.valueOf(HUNDRED))
                        .divide(budget.cap(), 0, RoundingMode.HALF_UP)
                        .min(BigDecimal.valueOf(HUNDRED))
                        .intValue();
        return new BudgetView(
                name,
                words.t().spentOf(spent, words.formats().money(budget.cap(), budget.currency())),
                reserved,
                percent);
    }
}
