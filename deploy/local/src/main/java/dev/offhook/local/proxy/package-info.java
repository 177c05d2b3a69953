/** One port for several replicas of a service. */
package dev.offhook.local.proxy;
