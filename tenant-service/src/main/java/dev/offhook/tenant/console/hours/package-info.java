/** The page of opening times. */
package dev.offhook.tenant.console.hours;
