/** The tenants' secrets: written, never read back. */
package dev.offhook.tenant.secrets;
