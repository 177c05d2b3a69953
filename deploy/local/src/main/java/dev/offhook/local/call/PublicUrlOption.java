package dev.offhook.local.call;

import picocli.CommandLine.Option;

/** What webhooks are signed for. */
public final class PublicUrlOption {
    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "What webhooks are signed for. Default: OFFHOOK_PUBLIC_URL, else http://localhost:PORT.")
    private String publicUrl;

    /** For picocli. */
    public PublicUrlOption() {}

    /** The URL, null when none was given. */
    public String value() {
        return publicUrl;
    }
}
