/** What providers report about messages that they have taken. */
package dev.offhook.notification.status;
