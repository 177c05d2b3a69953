/** What a first start takes from environment variables. */
package dev.offhook.tenant.environment;
