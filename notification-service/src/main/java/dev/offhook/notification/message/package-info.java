/** The life of one outbound message: plain Java, no framework, no I/O. */
package dev.offhook.notification.message;
