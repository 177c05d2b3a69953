/** How sections of code get at the database. */
package dev.offhook.dialogue.database;
