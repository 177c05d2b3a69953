/** Who may ask: roles and tenants of the bearer token, in one place for all services. */
package dev.offhook.kit.access;
