package dev.offhook.notification.operations;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.offhook.kit.access.TenantAccess;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.notification.database.Database;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jspecify.annotations.Nullable;

/** What a tenant's messages have cost this month. */
@Path("/api/tenants/{slug}/message-budget")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MessageBudgetResource {
    private final Database database;
    private final TenantAccess tenants;
    private final Clock clock = Clock.systemUTC();

    MessageBudgetResource(Database database, TenantAccess tenants) {
        this.database = database;
        this.tenants = tenants;
    }

    /**
     * Money for messages.
     *
     * @param month of the tenant's zone
     * @param currency ISO 4217
     * @param cap what the month may cost; null: any sum
     * @param spent for messages that providers took
     * @param reserved for messages that they are being asked to take
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BudgetView(
            YearMonth month, String currency, @Nullable BigDecimal cap, BigDecimal spent, BigDecimal reserved) {}

    /** The present month; 404 for a tenant without a budget, whose costs are not known. */
    @GET
    public BudgetView budget(@PathParam("slug") String slug) {
        var tenant = tenants.read(slug);
        var budget = tenant.messaging().budget();
        if (budget == null) {
            throw ProblemException.notFound(
                    "messaging.budget", "this tenant has none; good is as in docs/tenants-file.md");
        }
        var month = LocalDate.ofInstant(
                        clock.instant(),
                        Optional.<ZoneId>ofNullable(tenant.timeZone()).orElse(ZoneOffset.UTC))
                .withDayOfMonth(1);
        return database.transaction(sql -> sql.first(
                        "select * from sms_spending where tenant = ? and month = ? and currency = ?",
                        row -> new BudgetView(
                                YearMonth.from(month),
                                budget.currency(),
                                budget.monthly(),
                                row.decimal("spent"),
                                row.decimal("reserved")),
                        slug,
                        month,
                        budget.currency())
                .orElseGet(() -> new BudgetView(
                        YearMonth.from(month), budget.currency(), budget.monthly(), BigDecimal.ZERO, BigDecimal.ZERO)));
    }
}
