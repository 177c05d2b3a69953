/** Training runs that make the services start fast. */
package dev.offhook.local.training;
