/** The tenants as this service keeps them. */
package dev.offhook.tenant.configuration;
