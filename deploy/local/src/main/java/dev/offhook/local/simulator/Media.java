package dev.offhook.local.simulator;

/**
 * A body that is no JSON.
 *
 * @param type media type, e.g. {@code audio/x-wav}
 * @param content its bytes
 */
public record Media(String type, byte[] content) {}
