/** The requests as they come from Kafka. */
package dev.offhook.notification.requests;
