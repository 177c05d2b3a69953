/** What the service asks of those who carry messages: {@link dev.offhook.notification.providers.SmsProvider}. */
package dev.offhook.notification.providers;
