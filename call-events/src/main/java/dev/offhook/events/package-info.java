/**
 * The contract that Offhook publishes: what happened on a call, what to say, what to text. Everything a subscriber
 * needs to read the topics, and no framework.
 */
@NullMarked
package dev.offhook.events;

import org.jspecify.annotations.NullMarked;
