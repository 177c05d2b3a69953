package dev.offhook.local.simulator.twilio;

import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/** A page of messages as Twilio shows it, newest first; addresses are relative to the host. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record MessagePage(
        List<MessageResource> messages,
        int page,
        int pageSize,
        int start,
        int end,
        String uri,
        String firstPageUri,
        String nextPageUri,
        String previousPageUri) {}
