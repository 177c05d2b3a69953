/** The tenants file: read, checked and imported at the start. */
package dev.offhook.tenant.imports;
