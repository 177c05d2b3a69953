/** Many tenants on a whole stack. */
package dev.offhook.local.tenants;
