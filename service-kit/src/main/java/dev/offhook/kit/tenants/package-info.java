/** Every service's replica of the tenants' configuration. */
package dev.offhook.kit.tenants;
