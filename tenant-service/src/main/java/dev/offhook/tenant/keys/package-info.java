/** The key ring that seals the tenants' secrets, and its rotation while everything runs. */
package dev.offhook.tenant.keys;
