/** Finds out what became of messages whose answer was lost. */
package dev.offhook.notification.reconcile;
