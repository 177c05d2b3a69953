/** What a tenant was, and what became of it. */
package dev.offhook.tenant.versions;
