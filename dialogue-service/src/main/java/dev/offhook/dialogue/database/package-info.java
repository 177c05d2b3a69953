/**
 * Plain SQL: {@link dev.offhook.dialogue.database.Database} for what a caller waits for, and
 * {@link dev.offhook.dialogue.database.BackgroundDatabase} for records, history, erasure and replay.
 */
package dev.offhook.dialogue.database;
