/** Forms over parts of a tenant's document: what is typed, what is wrong with it, and what somebody else has saved. */
package dev.offhook.tenant.console.form;
