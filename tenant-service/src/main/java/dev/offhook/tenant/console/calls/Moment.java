package dev.offhook.tenant.console.calls;

import org.jspecify.annotations.Nullable;

/**
 * One line of a conversation's timeline.
 *
 * @param kind {@code caller}, {@code assistant} or {@code event}
 * @param id of the event that told it live, null for one that was read; a page takes each once
 * @param time of day
 * @param who speaks; null for an event
 * @param text what was said or happened
 * @param label where an answer came from; null for others
 * @param detail the rule or knowledge entry; null without one
 * @param facts latency, tokens: short, joined
 * @param unheard true for an answer that came too late
 */
public record Moment(
        String kind,
        @Nullable String id,
        String time,
        @Nullable String who,
        String text,
        @Nullable String label,
        @Nullable String detail,
        @Nullable String facts,
        boolean unheard) {}
