/** Every endpoint of every service, asked as every role. */
package dev.offhook.local.access;
