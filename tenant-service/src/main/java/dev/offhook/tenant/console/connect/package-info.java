/** The tab Connect: what to paste at the providers, and what is wrong with a tenant's setup there. */
package dev.offhook.tenant.console.connect;
