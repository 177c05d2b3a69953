/** What stands between a message that is due and the provider: consent, hours, limits, budget. */
package dev.offhook.notification.gates;
