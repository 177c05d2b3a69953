/** The page that lists the tenants, and the form of a new one. */
package dev.offhook.tenant.console.tenants;
