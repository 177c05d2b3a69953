/** The page of limits, budgets and retention. */
package dev.offhook.tenant.console.limits;
