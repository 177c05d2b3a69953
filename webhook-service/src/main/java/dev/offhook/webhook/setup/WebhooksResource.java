package dev.offhook.webhook.setup;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.offhook.kit.access.TenantAccess;

/** Which of our addresses goes where. */
@Path("/api/tenants/{slug}/webhooks")
public class WebhooksResource {
    private final TenantAccess access;
    private final WebhookAddressBook book;

    WebhooksResource(TenantAccess access, WebhookAddressBook book) {
        this.access = access;
        this.book = book;
    }

    /** The addresses of the tenant's channels. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public WebhookAddresses webhooks(@PathParam("slug") String slug) {
        return book.of(access.read(slug));
    }
}
