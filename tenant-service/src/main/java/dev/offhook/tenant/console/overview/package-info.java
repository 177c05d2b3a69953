/** The tab Overview: a tenant's figures as charts. */
package dev.offhook.tenant.console.overview;
