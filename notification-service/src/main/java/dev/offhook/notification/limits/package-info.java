/** How much a tenant may send: by second, by day, the same text again, and for how much money. */
package dev.offhook.notification.limits;
