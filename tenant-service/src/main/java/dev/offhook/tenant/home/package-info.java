/** What stands at the root of the service. */
package dev.offhook.tenant.home;
