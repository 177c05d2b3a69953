package dev.offhook.dialogue.erasure;

/**
 * A recording that was claimed to be deleted.
 *
 * @param attempts how often it was tried, this time included
 */
record RecordingDeletion(String conversationId, String url, String tenant, int attempts, String claim) {}
