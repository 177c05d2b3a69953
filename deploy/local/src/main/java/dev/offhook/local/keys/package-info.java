/** {@code ./offhook rotate}: a new key for the tenants' secrets. */
package dev.offhook.local.keys;
