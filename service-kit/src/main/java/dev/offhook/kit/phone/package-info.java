/** Phone numbers. */
package dev.offhook.kit.phone;
