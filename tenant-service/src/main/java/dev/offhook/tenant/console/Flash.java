package dev.offhook.tenant.console;

/** What the page after a form says about what was done. */
public enum Flash {
    SAVED,
    CREATED,
    DELETED,
    ROLLED_BACK,
    IMPORTED,
    SECRET_SET,
    SECRET_REMOVED
}
