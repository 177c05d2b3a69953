package dev.offhook.events;

/**
 * The data of one message on one of Offhook's topics. Which conversation, which tenant and when stand beside it, in the
 * {@link Envelope}. Fields may be added; a reader ignores those that it does not know.
 */
public sealed interface Event
        permits CallEvent,
                Reply,
                SmsEvent,
                SmsRequest,
                TenantConfiguration,
                ConversationRecord,
                RequestRefused,
                KeyRing,
                KeyRingConfirmed {}
