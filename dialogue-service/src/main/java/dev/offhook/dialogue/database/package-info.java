/** The database for what no caller waits for: records, history, erasure, replay. */
package dev.offhook.dialogue.database;
