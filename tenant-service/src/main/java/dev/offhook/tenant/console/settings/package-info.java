/** The pages of settings, secrets, versions and the audit log. */
package dev.offhook.tenant.console.settings;
