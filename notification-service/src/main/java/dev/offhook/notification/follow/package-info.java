/** Messages that a provider has taken, and whose end it does not tell by itself. */
package dev.offhook.notification.follow;
