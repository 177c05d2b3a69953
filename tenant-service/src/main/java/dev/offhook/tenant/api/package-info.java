/** The tenants over HTTP. */
package dev.offhook.tenant.api;
