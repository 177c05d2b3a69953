/** Who did what. */
package dev.offhook.tenant.audit;
