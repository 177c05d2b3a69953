package dev.offhook.local.simulator.voximplant;

import java.util.Map;

import dev.offhook.local.simulator.ApiAnswer;

/** An error as Voximplant writes it. */
record VoximplantError(int code, String msg) {

    /** HTTP 200 with an error in it. */
    static ApiAnswer answer(int code, String message) {
        return new ApiAnswer(200, Map.of("error", new VoximplantError(code, message)));
    }
}
