package dev.offhook.tenant.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.offhook.events.EventJson;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.kit.database.Row;
import dev.offhook.tenant.audit.AuditTrail;
import dev.offhook.tenant.secrets.SecretStates;
import dev.offhook.tenant.versions.TenantVersions;
import org.jspecify.annotations.Nullable;

/** Reads tenants, without locks. Who may see what is asked before. Limits are 1 or more. */
@ApplicationScoped
public class TenantDirectory {
    private static final String PAGE = """
            select slug, name, plan, channels, updated_at, version from tenant t
            where (cast(? as text) is null or slug > ?)
              and (? or slug = any (?))
              and (cast(? as text) is null or slug ilike ? or name ilike ?
                   or exists (select 1 from tenant_number n where n.slug = t.slug and n.number like ?))
            order by slug limit ?
            """;

    private final Database database;
    private final SecretStates secrets;
    private final TenantVersions versions;
    private final AuditTrail audit;

    TenantDirectory(Database database, SecretStates secrets, TenantVersions versions, AuditTrail audit) {
        this.database = database;
        this.secrets = secrets;
        this.versions = versions;
        this.audit = audit;
    }

    /** A tenant as it stands. */
    @Transactional
    public Optional<StoredTenant> find(String slug) {
        return canBe(slug)
                ? Tenant.<Tenant>findByIdOptional(slug).map(tenant -> tenant.stored(secrets.of(slug)))
                : Optional.empty();
    }

    /** Whether there is such a tenant, or was one that is deleted. */
    @Transactional
    public boolean everExisted(String slug) {
        return Tenant.findByIdOptional(slug).isPresent()
                || database.with(sql -> sql.first("select 1 from deleted_tenant where slug = ?", row -> true, slug))
                        .isPresent();
    }

    /**
     * Tenants by slug.
     *
     * @param q what slug, name or a number must contain, in any case; null for all
     * @param onlySlugs the tenants that may be shown; null for all
     * @param after the slug after which the page begins; null for the first page
     */
    @Transactional
    public TenantPage list(@Nullable String q, @Nullable Set<String> onlySlugs, @Nullable String after, int limit) {
        String wanted = q == null || q.isBlank() ? null : "%" + literally(q.strip()) + "%";
        var found = database.with(sql -> sql.list(
                PAGE,
                TenantDirectory::summary,
                after,
                after,
                onlySlugs == null,
                onlySlugs == null ? Set.of() : onlySlugs,
                wanted,
                wanted,
                wanted,
                wanted,
                limit + 1));
        return new TenantPage(first(found, limit), next(found, limit, TenantSummary::slug));
    }

    /** Versions, the newest first. {@code before}: only older ones; null for the newest. */
    @Transactional
    public VersionPage versions(String slug, @Nullable Long before, int limit) {
        var found = canBe(slug) ? versions.list(slug, before, limit + 1) : List.<VersionSummary>of();
        return new VersionPage(first(found, limit), next(found, limit, VersionSummary::version));
    }

    /** One version. */
    @Transactional
    public Optional<VersionedDocument> version(String slug, long version) {
        return canBe(slug) ? versions.find(slug, version) : Optional.empty();
    }

    /** The audit trail, the newest first; also of a tenant that is deleted. {@code before}: only older ones than this id. */
    @Transactional
    public AuditPage audit(String slug, @Nullable Long before, int limit) {
        var found = canBe(slug) ? audit.list(slug, before, limit + 1) : List.<AuditEntry>of();
        return new AuditPage(first(found, limit), next(found, limit, AuditEntry::id));
    }

    /** PostgreSQL does not take the character of code 0, which no slug has. */
    private static boolean canBe(String slug) {
        return slug.indexOf(0) < 0;
    }

    private static <T> List<T> first(List<T> found, int limit) {
        return found.size() > limit ? List.copyOf(found.subList(0, limit)) : found;
    }

    private static <T, C> @Nullable C next(List<T> found, int limit, Function<T, C> cursor) {
        return found.size() > limit ? cursor.apply(found.get(limit - 1)) : null;
    }

    private static String literally(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static TenantSummary summary(Row row) {
        try {
            var mapper = EventJson.mapper();
            return new TenantSummary(
                    row.text("slug"),
                    row.text("name"),
                    mapper.convertValue(row.text("plan"), Plan.class),
                    Arrays.asList(mapper.readValue(row.text("channels"), Channel.Kind[].class)),
                    row.instant("updated_at"),
                    row.longNumber("version"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the channels of tenant " + row.text("slug") + " are no list", e);
        }
    }
}
