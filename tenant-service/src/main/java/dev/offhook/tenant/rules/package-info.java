/** What must hold for a tenant. */
package dev.offhook.tenant.rules;
