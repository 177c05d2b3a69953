/** What is asked at an address that is nobody's. */
package dev.offhook.webhook.unknown;
