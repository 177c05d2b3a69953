package dev.offhook.local.access;

/** What comes of it. */
enum Answer {
    /** The service went on to the matter itself, whatever it then found. */
    ALLOWED("✔"),
    /** 401. */
    UNAUTHORIZED("401"),
    /** 403. */
    FORBIDDEN("403"),
    /** 404, the same as for a tenant that nobody has. */
    NO_SUCH_TENANT("404");

    private final String sign;

    Answer(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }
}
