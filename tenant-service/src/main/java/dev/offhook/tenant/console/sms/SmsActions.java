package dev.offhook.tenant.console.sms;

import java.net.URI;
import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.offhook.kit.access.Access;
import dev.offhook.tenant.clients.Asked;
import dev.offhook.tenant.clients.Asked.Answered;
import dev.offhook.tenant.clients.Asked.Failed;
import dev.offhook.tenant.clients.Asked.Why;
import dev.offhook.tenant.clients.DeadLetter;
import dev.offhook.tenant.clients.Notifications;
import dev.offhook.tenant.clients.Service;
import dev.offhook.tenant.console.Flash;
import dev.offhook.tenant.console.Page;
import dev.offhook.tenant.console.PageContext;
import dev.offhook.tenant.console.Tab;
import dev.offhook.tenant.console.words.Words;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** What can be done about messages. notification-service decides who may; here only who may see the tenant. */
@Path("/console/t/{slug}/sms")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class SmsActions {
    private static final int UNPROCESSABLE = 422;
    private static final int BAD_GATEWAY = 502;

    private final PageContext pages;
    private final Access access;
    private final Notifications notifications;

    SmsActions(PageContext pages, Access access, Notifications notifications) {
        this.pages = pages;
        this.access = access;
        this.notifications = notifications;
    }

    @CheckedTemplate(basePath = "console/sms")
    static class Templates {
        private Templates() {}

        static native TemplateInstance undone(Page page, String title, String text, String back);
    }

    /** Holds all messages back. */
    @POST
    @Path("/pause")
    public Response pause(@PathParam("slug") String slug) {
        access.mayChange(slug);
        return done(slug, notifications.pause(slug, true), SmsPage.Look.TEXTS);
    }

    /** Lets them go. */
    @POST
    @Path("/resume")
    public Response resume(@PathParam("slug") String slug) {
        access.mayChange(slug);
        return done(slug, notifications.pause(slug, false), SmsPage.Look.TEXTS);
    }

    /** Sends nothing more to a number. */
    @POST
    @Path("/opt-outs")
    public Response optOut(@PathParam("slug") String slug, @RestForm @Nullable String number) {
        access.mayChange(slug);
        return done(slug, notifications.optOut(slug, given(number)), SmsPage.Look.OPT_OUTS);
    }

    /** Messages may be sent to a number again. */
    @POST
    @Path("/opt-outs/lift")
    public Response lift(@PathParam("slug") String slug, @RestForm @Nullable String number) {
        access.mayChange(slug);
        return done(slug, notifications.optIn(slug, given(number)), SmsPage.Look.OPT_OUTS);
    }

    /** Sends a refused request in again. */
    @POST
    @Path("/dead-letters/replay")
    public Response replay(@PathParam("slug") String slug, @RestForm long id) {
        access.mayChange(slug);
        return switch (notifications.replay(slug, List.of(id))) {
            case Failed<?> failed -> undone(slug, failed, SmsPage.Look.DEAD);
            case Answered<DeadLetter.Replayed>(var replayed)
            when !replayed.refused().isEmpty() ->
                undone(
                        slug,
                        new Failed<>(
                                Service.NOTIFICATION,
                                Why.WRONG,
                                null,
                                replayed.refused().getFirst().reason()),
                        SmsPage.Look.DEAD);
            case Answered<?> _ -> back(slug, SmsPage.Look.DEAD);
        };
    }

    private <T> Response done(String slug, Asked<T> asked, SmsPage.Look look) {
        return switch (asked) {
            case Answered<T> _ -> back(slug, look);
            case Failed<T> failed -> undone(slug, failed, look);
        };
    }

    private Response back(String slug, SmsPage.Look look) {
        pages.flash(Flash.SAVED);
        return Response.seeOther(URI.create("/console/t/" + slug + "/sms?view=" + look.id()))
                .build();
    }

    private Response undone(String slug, Failed<?> failed, SmsPage.Look look) {
        var page = pages.page(slug, Tab.SMS);
        var words = Words.of(page);
        return Response.status(failed.why() == Why.WRONG ? UNPROCESSABLE : BAD_GATEWAY)
                .entity(Templates.undone(
                        page, words.t().smsTitle(), words.refusal(failed), page.to(Tab.SMS) + "?view=" + look.id()))
                .build();
    }

    /** What is no number is refused by the service, which says what a good one is; only a path must come of it. */
    private static String given(@Nullable String number) {
        String stripped = number == null ? "" : number.strip();
        return stripped.isEmpty() ? "-" : stripped;
    }
}
