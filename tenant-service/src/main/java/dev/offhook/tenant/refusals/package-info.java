/** Requests of providers that webhook-service refused, kept for whoever looks for what is wrong with a setup. */
package dev.offhook.tenant.refusals;
