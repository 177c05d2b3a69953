package dev.offhook.kit.database;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/** The current row of a query; a column that is null reads as null. */
public final class Row {
    private final ResultSet results;

    Row(ResultSet results) {
        this.results = results;
    }

    /** A text, and what else can be written as one, e.g. {@code jsonb}. */
    public String text(String column) {
        try {
            return results.getString(column);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** A {@code timestamptz}. */
    public Instant instant(String column) {
        var time = get(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** A {@code date}. */
    public LocalDate date(String column) {
        return get(column, LocalDate.class);
    }

    /** An {@code int}, or null. */
    public Integer number(String column) {
        return get(column, Integer.class);
    }

    /** A {@code bigint}, or null. */
    public Long longNumber(String column) {
        return get(column, Long.class);
    }

    /** A {@code double precision}, or null. */
    public Double fraction(String column) {
        return get(column, Double.class);
    }

    /** A {@code numeric}, or null. */
    public BigDecimal decimal(String column) {
        return get(column, BigDecimal.class);
    }

    /** A {@code bytea}, or null. */
    public byte[] bytes(String column) {
        try {
            return results.getBytes(column);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** A {@code boolean}; null reads as false. */
    public boolean truth(String column) {
        return Boolean.TRUE.equals(get(column, Boolean.class));
    }

    /** A {@code text[]}; null reads as none. */
    public List<String> texts(String column) {
        try {
            Array array = results.getArray(column);
            return array == null ? List.of() : List.of((String[]) array.getArray());
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private <T> T get(String column, Class<T> type) {
        try {
            return results.getObject(column, type);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }
}
