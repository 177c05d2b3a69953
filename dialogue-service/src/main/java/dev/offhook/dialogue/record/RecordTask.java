package dev.offhook.dialogue.record;

/**
 * The right to make and publish the record of one conversation, until its lease is over.
 *
 * @param conversationId of which conversation
 * @param changes how many changes of it were known when this was claimed
 * @param recorded how many of them the last stored revision knows
 * @param attempts how often it was claimed since it last succeeded, this time included
 * @param claim what tells this claim from another of the same task
 */
record RecordTask(String conversationId, int changes, int recorded, int attempts, String claim) {

    /** True when there is something that no stored revision tells. */
    boolean newsToTell() {
        return changes > recorded;
    }
}
