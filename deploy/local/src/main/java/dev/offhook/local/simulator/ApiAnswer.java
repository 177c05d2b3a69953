package dev.offhook.local.simulator;

/**
 * What a provider answers.
 *
 * @param status of HTTP
 * @param body written as JSON; null for an answer without a body
 */
public record ApiAnswer(int status, Object body) {}
