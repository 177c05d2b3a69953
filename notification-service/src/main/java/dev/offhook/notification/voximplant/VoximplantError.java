package dev.offhook.notification.voximplant;

/**
 * Why Voximplant refused.
 *
 * @param code e.g. 340
 * @param msg in words
 */
public record VoximplantError(int code, String msg) {}
