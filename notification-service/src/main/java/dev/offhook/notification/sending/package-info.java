/** Sends what was asked for, once, and says what became of it. */
package dev.offhook.notification.sending;
