/** Voximplant's Management API, as far as Offhook calls it. */
package dev.offhook.local.simulator.voximplant;
