/** Events that are committed together with what they tell, and published afterwards. */
package dev.offhook.notification.outbox;
