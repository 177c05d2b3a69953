/** The page of a tenant's channels. */
package dev.offhook.tenant.console.messengers;
