package dev.offhook.dialogue.history;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.offhook.dialogue.limits.BudgetStatus;
import dev.offhook.dialogue.limits.Budgets;
import dev.offhook.kit.access.TenantAccess;
import dev.offhook.kit.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jspecify.annotations.Nullable;

/** What a tenant's conversations have cost this month. */
@Path("/api/tenants/{slug}/budget")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BudgetResource {
    private static final int MICROS = 6;

    private final Budgets budgets;
    private final TenantAccess access;
    private final Clock clock = Clock.systemUTC();

    BudgetResource(Budgets budgets, TenantAccess access) {
        this.budgets = budgets;
        this.access = access;
    }

    /**
     * Money for minutes and LLMs.
     *
     * @param month of the tenant's zone
     * @param currency ISO 4217
     * @param cap what the month may cost; null: any sum
     * @param spent what was paid
     * @param reserved what is set aside for answers that are being made
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BudgetView(
            YearMonth month, String currency, @Nullable BigDecimal cap, BigDecimal spent, BigDecimal reserved) {
        static BudgetView of(BudgetStatus status) {
            return new BudgetView(
                    status.month(),
                    status.currency(),
                    status.cap() == null ? null : amount(status.cap()),
                    amount(status.spent()),
                    amount(status.reserved()));
        }

        private static BigDecimal amount(long micros) {
            return BigDecimal.valueOf(micros, MICROS);
        }
    }

    /** The present month; 404 for a tenant without a budget, whose costs are not known. */
    @GET
    public BudgetView budget(@PathParam("slug") String slug) {
        return budgets.status(access.read(slug), clock.instant())
                .map(BudgetView::of)
                .orElseThrow(() -> ProblemException.notFound(
                        "limits.budget", "this tenant has none; good is as in docs/tenants-file.md"));
    }
}
