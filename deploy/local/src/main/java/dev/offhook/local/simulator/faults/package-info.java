/** What goes wrong at the simulated providers, by script: the same message has the same fate in every run. */
package dev.offhook.local.simulator.faults;
