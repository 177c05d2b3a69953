/** Twilio's REST API 2010-04-01, as far as Offhook calls it. */
package dev.offhook.local.simulator.twilio;
