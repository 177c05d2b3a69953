/** The messages in the database, and the only ways to change them. */
package dev.offhook.notification.store;
