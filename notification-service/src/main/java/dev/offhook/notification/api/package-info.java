/** Messages over HTTP. */
package dev.offhook.notification.api;
