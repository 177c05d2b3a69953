package dev.offhook.local.simulator;

/** One provider's REST API. A third provider is one more of these, in a package of its own. */
public interface ProviderApi {

    /** True when requests to this path are this provider's, known to it or not. */
    boolean serves(String path);

    /**
     * Answers as the provider does, with its own errors for whatever is wrong with the request.
     *
     * @throws java.io.UncheckedIOException when the ledger cannot be written
     */
    ApiAnswer answer(ApiRequest request);
}
