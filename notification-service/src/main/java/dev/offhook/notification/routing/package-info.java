/** Which of a tenant's channels carries a message, and from which number. */
package dev.offhook.notification.routing;
