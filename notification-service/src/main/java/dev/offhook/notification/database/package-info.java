/** Transactions in plain SQL. */
package dev.offhook.notification.database;
