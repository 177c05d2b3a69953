/** The page of what the assistant says and knows. */
package dev.offhook.tenant.console.assistant;
