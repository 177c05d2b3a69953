/** Building what is older than its sources. */
package dev.offhook.local.build;
