package dev.offhook.local.demo;

import java.io.IOException;
import java.time.Duration;

import dev.offhook.events.Topic;
import dev.offhook.local.call.RunningStack;
import dev.offhook.local.provider.Ingress;
import dev.offhook.local.provider.SimulatorInbox;
import dev.offhook.local.provider.Telephony;
import dev.offhook.local.provider.TenantsFile;

/** The three conversations, one after the other, against a running stack. */
final class Demo {
    private static final Duration EVENTS_COME_WITHIN = Duration.ofSeconds(10);
    private static final String HOTEL = "hotel-royal";
    private static final String CAREER = "hr-center";

    private final RunningStack stack;
    private final Page page;

    Demo(RunningStack stack, Page page) {
        this.stack = stack;
        this.page = page;
    }

    /** Plays them all; what is wrong stands in the checks and does not end it. */
    Checks play() throws IOException, InterruptedException {
        String kafka = "localhost:" + stack.layout().ports().kafka();
        String customer = Telephony.freshCustomer();
        TenantsFile tenants = stack.tenants();
        try (EventTail tail = EventTail.fromNow(
                        kafka, Topic.CALL_EVENTS, Topic.REPLIES, Topic.SMS_EVENTS, Topic.SMS_REQUESTS);
                Ingress ingress = stack.ingress(2);
                var inbox = new SimulatorInbox(stack.layout().ports().simulator(), customer)) {
            var checks = new Checks(tail, EVENTS_COME_WITHIN);
            Telephony telephony = stack.telephony(ingress);

            page.title("A guest calls " + HOTEL + " through Voximplant");
            new CallDemo(
                            "call to " + HOTEL,
                            telephony.call(HOTEL, null),
                            tail,
                            checks,
                            page,
                            Apologies.of(tenants.tenant(HOTEL)))
                    .play(Script.HOTEL);

            Apologies apologies = Apologies.of(tenants.tenant(CAREER));
            page.title("A caller rings " + CAREER + " through Twilio");
            new CallDemo("call to " + CAREER, telephony.call(CAREER, null), tail, checks, page, apologies)
                    .play(Script.CAREER);

            page.title("A customer writes to " + CAREER);
            var messages = telephony.sms(customer, telephony.smsNumber(CAREER));
            new SmsDemo("messages to " + CAREER, messages, inbox, tail, checks, page, apologies)
                    .play(Script.CAREER_SMS);
            return checks;
        }
    }
}
