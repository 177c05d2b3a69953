package dev.offhook.tenant.console;

/** What belongs to the console. */
final class ConsolePaths {
    /** Where it begins. */
    static final String ROOT = "/console";

    private ConsolePaths() {}

    /** Whether a path of a request is the console's. */
    static boolean has(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }
}
