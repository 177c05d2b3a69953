package dev.offhook.events;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration of one tenant, on the compacted {@link Topic#TENANTS}, keyed by slug.
 *
 * @param slug the tenant's name in URLs and scenarios: lower case, digits, hyphens
 * @param name the business's name
 * @param version rises with every change; a reader keeps the highest it has seen
 * @param plan what the tenant may use
 * @param locale BCP 47 language of the assistant, e.g. {@code ru-RU}
 * @param timeZone the business's zone, e.g. {@code Europe/Moscow}
 * @param channels how callers and customers reach the tenant
 * @param assistant what the assistant knows and says
 * @param calls how calls are handled
 * @param hours when the business is open; null for always
 * @param limits what callers may cost
 * @param messaging how text messages are sent
 * @param voice which of a provider's voices speaks where a channel names none; null for the platform's
 * @param retentionDays how many days after its end a conversation is kept, 1 to 3650; the platform's when null
 * @param secrets name to ciphertext (see the README's chapter on secrets); never in clear
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantConfiguration(
        String slug,
        String name,
        long version,
        Plan plan,
        String locale,
        ZoneId timeZone,
        List<Channel> channels,
        Assistant assistant,
        CallHandling calls,
        @Nullable Hours hours,
        Limits limits,
        Messaging messaging,
        @Nullable Voice voice,
        @Nullable Integer retentionDays,
        Map<String, String> secrets)
        implements Event {

    public TenantConfiguration {
        // A record that was published before these existed reads as one that does not use them.
        calls = calls == null ? CallHandling.PLAIN : calls;
        limits = limits == null ? Limits.NONE : limits;
        messaging = messaging == null ? Messaging.PLAIN : messaging;
    }

    /** A tenant with the platform's voice and retention. */
    public TenantConfiguration(
            String slug,
            String name,
            long version,
            Plan plan,
            String locale,
            ZoneId timeZone,
            List<Channel> channels,
            Assistant assistant,
            CallHandling calls,
            @Nullable Hours hours,
            Limits limits,
            Messaging messaging,
            Map<String, String> secrets) {
        this(
                slug, name, version, plan, locale, timeZone, channels, assistant, calls, hours, limits, messaging, null,
                null, secrets);
    }

    /** A tenant whose messages are sent as the platform sends them. */
    public TenantConfiguration(
            String slug,
            String name,
            long version,
            Plan plan,
            String locale,
            ZoneId timeZone,
            List<Channel> channels,
            Assistant assistant,
            CallHandling calls,
            @Nullable Hours hours,
            Limits limits,
            Map<String, String> secrets) {
        this(
                slug,
                name,
                version,
                plan,
                locale,
                timeZone,
                channels,
                assistant,
                calls,
                hours,
                limits,
                Messaging.PLAIN,
                secrets);
    }

    /** A tenant that is always open and limits nothing. */
    public TenantConfiguration(
            String slug,
            String name,
            long version,
            Plan plan,
            String locale,
            ZoneId timeZone,
            List<Channel> channels,
            Assistant assistant,
            Map<String, String> secrets) {
        this(
                slug,
                name,
                version,
                plan,
                locale,
                timeZone,
                channels,
                assistant,
                CallHandling.PLAIN,
                null,
                Limits.NONE,
                Messaging.PLAIN,
                secrets);
    }

    /** Name of the secret that signs Twilio's webhooks and opens its REST API. */
    public static final String TWILIO_AUTH_TOKEN = "twilio.auth-token";

    /**
     * Added to the name of a secret that verifies webhooks: the one that is accepted beside it while it is rotated, e.g.
     * {@code twilio.auth-token.next}.
     */
    public static final String NEXT = ".next";

    /** Name of the secret that signs the webhooks of our own VoxEngine scenario. */
    public static final String VOXIMPLANT_WEBHOOK_KEY = "voximplant.webhook-key";

    /** Name of the secret that opens Voximplant's Management API, and is hashed into its account callbacks. */
    public static final String VOXIMPLANT_API_KEY = "voximplant.api-key";

    /** Name of the salt that is hashed into Voximplant's account callbacks; empty when the account has none. */
    public static final String VOXIMPLANT_CALLBACK_SALT = "voximplant.callback-salt";

    /** Name of the secret that the URL of Voximplant's account callbacks carries as {@code token}. */
    public static final String VOXIMPLANT_CALLBACK_TOKEN = "voximplant.callback-token";

    /**
     * Name of the secret that signs the webhooks of a Twilio sub-account.
     *
     * @param account its {@code AccountSid}
     */
    public static String twilioAuthToken(String account) {
        return TWILIO_AUTH_TOKEN + "." + account;
    }

    /** Name of the secret that opens the tenant's LLM. */
    public static final String LLM_API_KEY = "llm.api-key";

    /** The same with these secrets. */
    public TenantConfiguration withSecrets(Map<String, String> ciphertexts) {
        return new TenantConfiguration(
                slug,
                name,
                version,
                plan,
                locale,
                timeZone,
                channels,
                assistant,
                calls,
                hours,
                limits,
                messaging,
                voice,
                retentionDays,
                ciphertexts);
    }

    /** The tenant's channel of this kind, switched on or not. */
    public Optional<Channel> channel(Channel.Kind kind) {
        return channels.stream().filter(channel -> channel.kind() == kind).findFirst();
    }

    /** What a tenant has paid for. */
    public enum Plan {
        /** Text only. */
        @JsonProperty("free")
        FREE,
        /** Voice and text. */
        @JsonProperty("premium")
        PREMIUM
    }

    /** Which of a provider's voices speaks. */
    public enum Voice {
        @JsonProperty("female")
        FEMALE,
        @JsonProperty("male")
        MALE
    }

    /**
     * One way to reach the tenant.
     *
     * @param kind which provider, voice or text
     * @param enabled the switch
     * @param numbers the tenant's numbers there, E.164
     * @param account the provider's account id: Twilio's {@code AccountSid}, Voximplant's account number; null if none
     * @param unsignedWebhooks true accepts this channel's webhooks without a signature (the seed's scenario has none)
     * @param voice the provider's name of the voice that speaks the tenant's language, null for a good one
     * @param signatures what a wrong signature does; {@link Signatures#ENFORCE} when null
     * @param transport how a voice channel talks; {@link Transport#WEBHOOK} when null
     * @param voices the provider's names of voices by language, BCP 47; a language that is missing gets a good one
     * @param greeting the first words of a call on this channel; the assistant's when null
     * @param application Voximplant's Application ID, to check the setup with; null where none is known
     * @param rule Voximplant's Rule ID, to check the setup with; null where none is known
     * @param recording true records every call of this channel, from its beginning
     * @param transfer whom callers of this channel are connected to before all others, E.164; null for the assistant's
     *     transfer targets alone
     * @param maxMinutes how long a call of this channel may last, in minutes; {@link CallHandling#maxMinutes} when null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Channel(
            Kind kind,
            boolean enabled,
            List<String> numbers,
            @Nullable String account,
            boolean unsignedWebhooks,
            @Nullable String voice,
            Signatures signatures,
            Transport transport,
            Map<String, String> voices,
            @Nullable String greeting,
            @Nullable String application,
            @Nullable String rule,
            boolean recording,
            @Nullable String transfer,
            @Nullable Integer maxMinutes) {
        public Channel {
            signatures = signatures == null ? Signatures.ENFORCE : signatures;
            transport = transport == null ? Transport.WEBHOOK : transport;
            voices = voices == null ? Map.of() : Map.copyOf(voices);
        }

        /** A channel whose calls are like those of all others. */
        public Channel(
                Kind kind,
                boolean enabled,
                List<String> numbers,
                @Nullable String account,
                boolean unsignedWebhooks,
                @Nullable String voice,
                Signatures signatures,
                Transport transport,
                Map<String, String> voices) {
            this(
                    kind,
                    enabled,
                    numbers,
                    account,
                    unsignedWebhooks,
                    voice,
                    signatures,
                    transport,
                    voices,
                    null,
                    null,
                    null,
                    false,
                    null,
                    null);
        }

        /** A channel that enforces signatures and talks over webhooks, one at a time. */
        public Channel(
                Kind kind,
                boolean enabled,
                List<String> numbers,
                @Nullable String account,
                boolean unsignedWebhooks,
                @Nullable String voice) {
            this(kind, enabled, numbers, account, unsignedWebhooks, voice, null, null, null);
        }

        /** What a webhook with a wrong signature meets. */
        public enum Signatures {
            /** It is refused. */
            @JsonProperty("enforce")
            ENFORCE,
            /** It is taken, and what is wrong with it is told on {@link Topic#REFUSALS}: for a change of addresses. */
            @JsonProperty("report-only")
            REPORT_ONLY
        }

        /** How a voice channel carries its turns. */
        public enum Transport {
            /** One request for each turn. */
            @JsonProperty("webhook")
            WEBHOOK,
            /** One WebSocket for the whole call: Twilio's ConversationRelay, or our scenario's socket. */
            @JsonProperty("stream")
            STREAM
        }

        /** Provider and medium of a channel. */
        public enum Kind {
            @JsonProperty("twilio-voice")
            TWILIO_VOICE,
            @JsonProperty("twilio-sms")
            TWILIO_SMS,
            @JsonProperty("voximplant-voice")
            VOXIMPLANT_VOICE,
            @JsonProperty("voximplant-sms")
            VOXIMPLANT_SMS;

            /** The name in JSON. */
            public String id() {
                return name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
        }
    }

    /**
     * What the assistant knows and says.
     *
     * @param greeting the first words of a call
     * @param rules keyword rules; the best match answers
     * @param noMatch what to say when no rule matches; used in turn, at least one
     * @param phrases fixed phrases
     * @param instructions what the LLM is told about the business and its manner; null without any
     * @param llm which LLM answers; null for the platform's default
     * @param knowledge what the business's callers ask, and the answers
     * @param tools what the assistant may do besides talking; nothing else can be done
     * @param fields what shall be found out in a conversation; noted during it, extracted after it
     * @param handoff where a conversation goes on with a human, e.g. {@code https://t.me/hr_consultant}; stands in for
     *     {@value #HANDOFF} in every text of the assistant; null where there is no such place
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Assistant(
            String greeting,
            List<Rule> rules,
            List<String> noMatch,
            Phrases phrases,
            @Nullable String instructions,
            @Nullable Llm llm,
            List<Knowledge> knowledge,
            Tools tools,
            List<Field> fields,
            @Nullable URI handoff) {
        /** What is replaced by {@link #handoff}. */
        public static final String HANDOFF = "{handoff}";

        public Assistant {
            knowledge = knowledge == null ? List.of() : List.copyOf(knowledge);
            tools = tools == null ? Tools.NONE : tools;
            fields = fields == null ? List.of() : List.copyOf(fields);
        }

        /** An assistant that hands over to nobody elsewhere. */
        public Assistant(
                String greeting,
                List<Rule> rules,
                List<String> noMatch,
                Phrases phrases,
                @Nullable String instructions,
                @Nullable Llm llm,
                List<Knowledge> knowledge,
                Tools tools,
                List<Field> fields) {
            this(greeting, rules, noMatch, phrases, instructions, llm, knowledge, tools, fields, null);
        }

        /** An assistant of rules and phrases alone. */
        public Assistant(String greeting, List<Rule> rules, List<String> noMatch, Phrases phrases) {
            this(greeting, rules, noMatch, phrases, null, null, List.of(), Tools.NONE, List.of(), null);
        }
    }

    /**
     * An OpenAI-compatible LLM. What is null is the platform's default; the key is the secret {@link #LLM_API_KEY}.
     *
     * @param enabled false: this tenant is answered by knowledge and rules alone
     * @param baseUrl up to and including {@code /v1}
     * @param model the provider's name of the model
     * @param temperature 0 to 2
     * @param maxTokens longest answer, in tokens
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Llm(
            boolean enabled,
            @Nullable URI baseUrl,
            @Nullable String model,
            @Nullable Double temperature,
            @Nullable Integer maxTokens) {}

    /**
     * One entry of the knowledge base.
     *
     * @param id its name, unique within the tenant
     * @param questions ways to ask it, at least one
     * @param answer what is answered, as it is spoken
     * @param asks the question that is open after it, for the rules; null leaves none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Knowledge(
            String id,
            List<String> questions,
            String answer,
            @Nullable String asks) {
        /** An answer that asks nothing. */
        public Knowledge(String id, List<String> questions, String answer) {
            this(id, questions, answer, null);
        }
    }

    /**
     * Something to find out in a conversation.
     *
     * @param name its name in the record: lower case, digits, hyphens
     * @param description what it is, for the LLM
     */
    public record Field(String name, String description) {}

    /**
     * The tenant's allow-list: what the assistant or a rule may do.
     *
     * @param transfers whom callers may be connected to
     * @param messages text messages that may be sent to the caller
     * @param voicemail how a message of the caller is taken; null: none is
     * @param endCall true: the LLM may end a call politely
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Tools(
            List<TransferTarget> transfers,
            List<MessageTemplate> messages,
            @Nullable Voicemail voicemail,
            boolean endCall) {
        /** Nothing is allowed. */
        public static final Tools NONE = new Tools(List.of(), List.of(), null, false);

        public Tools {
            transfers = transfers == null ? List.of() : List.copyOf(transfers);
            messages = messages == null ? List.of() : List.copyOf(messages);
        }
    }

    /**
     * Humans behind one name.
     *
     * @param id its name, unique within the tenant, e.g. {@code consultant}
     * @param description when to connect to it, for the LLM
     * @param numbers E.164, tried in this order, at least one
     * @param timeoutSeconds how long each rings, 5 to 600; 30 when null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TransferTarget(
            String id,
            String description,
            List<String> numbers,
            @Nullable Integer timeoutSeconds) {
        public TransferTarget {
            timeoutSeconds = timeoutSeconds == null ? 30 : timeoutSeconds;
        }
    }

    /**
     * A text message that may be sent to the caller.
     *
     * @param id its name, unique within the tenant, e.g. {@code handoff-link}
     * @param description when to send it, for the LLM
     * @param text what is sent; {@value #SUMMARY} in it stands for what the conversation has come to
     */
    public record MessageTemplate(String id, String description, String text) {
        /** What is replaced by a summary of the conversation, at most 500 characters. */
        public static final String SUMMARY = "{summary}";
    }

    /**
     * How a message of the caller is taken.
     *
     * @param maxSeconds longest message, 5 to 3600; 120 when null
     * @param operator who is told by SMS, E.164; null: nobody, subscribers see the event
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Voicemail(
            @Nullable Integer maxSeconds, @Nullable String operator) {
        public Voicemail {
            maxSeconds = maxSeconds == null ? 120 : maxSeconds;
        }
    }

    /** What a rule or a key does besides talking. */
    public enum Tool {
        /** Connect to the transfer target named by {@link ToolUse#id()}. */
        @JsonProperty("transfer")
        TRANSFER,
        /** Send the message named by {@link ToolUse#id()} to the caller. */
        @JsonProperty("send-sms")
        SEND_SMS,
        /** Take a message of the caller. */
        @JsonProperty("take-message")
        TAKE_MESSAGE,
        /** End the call after the words. */
        @JsonProperty("end-call")
        END_CALL,
        /** Note the field named by {@link ToolUse#id()}: {@link ToolUse#value()}, or what the caller said. */
        @JsonProperty("note-field")
        NOTE_FIELD
    }

    /**
     * One use of a tool.
     *
     * @param tool which
     * @param id of the transfer target, message or field; null for the first one, or where there is none
     * @param value of a field, null for the caller's words; of a message its summary, null for what was noted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ToolUse(
            Tool tool, @Nullable String id, @Nullable String value) {}

    /**
     * One keyword rule.
     *
     * @param id its name, unique within the tenant
     * @param when phrases of keywords: the rule matches when every word of one phrase occurs in the utterance, in any
     *     order; {@code програм*} matches every word that begins so
     * @param asked the rule holds only while this question is open; null for always
     * @param say the answer
     * @param asks the question that is open after it; null leaves none
     * @param hangUp true ends the call after the answer
     * @param uses what is done besides
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rule(
            String id,
            List<String> when,
            @Nullable String asked,
            String say,
            @Nullable String asks,
            boolean hangUp,
            List<ToolUse> uses) {
        public Rule {
            uses = uses == null ? List.of() : List.copyOf(uses);
        }

        /** A rule that only talks. */
        public Rule(String id, List<String> when, String asked, String say, String asks, boolean hangUp) {
            this(id, when, asked, say, asks, hangUp, List.of());
        }
    }

    /**
     * Fixed phrases, spoken by the ingress without asking anybody, or by the dialogue.
     *
     * @param silent the caller said nothing
     * @param fillers said while an answer takes long; used in turn, at least one
     * @param fallback an apology when no answer came; the call goes on
     * @param lastResort said before hanging up after two failures in a row
     * @param voiceNotInPlan the refusal of a voice call on a plan without voice
     * @param channelOff the refusal on a channel that is switched off
     * @param recorded said after the caller left a message
     */
    public record Phrases(
            String silent,
            List<String> fillers,
            String fallback,
            String lastResort,
            String voiceNotInPlan,
            String channelOff,
            String recorded) {}

    /**
     * How calls are handled. Phrases that are null are the platform's, in the language of the call.
     *
     * @param recordingNotice said before the greeting, e.g. that the call is recorded; null for none
     * @param silences after how many silent turns in a row the call is ended politely, 1 or more; 3 when null
     * @param misses after how many turns in a row without an answer a human is offered, 1 or more; 3 when null
     * @param maxMinutes how long a call may last, in minutes; null for any length
     * @param warnSeconds how long before that end the caller is told, in seconds; 60 when null
     * @param menu what keys do
     * @param languages further languages that the assistant speaks, BCP 47, e.g. {@code en-US}
     * @param words fixed phrases of these moments
     * @param patience how long callers wait for what
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CallHandling(
            @Nullable String recordingNotice,
            @Nullable Integer silences,
            @Nullable Integer misses,
            @Nullable Integer maxMinutes,
            @Nullable Integer warnSeconds,
            List<MenuKey> menu,
            List<String> languages,
            Words words,
            Patience patience) {
        /** Nothing special. */
        public static final CallHandling PLAIN =
                new CallHandling(null, null, null, null, null, List.of(), List.of(), null, null);

        public CallHandling {
            silences = silences == null ? 3 : silences;
            misses = misses == null ? 3 : misses;
            warnSeconds = warnSeconds == null ? 60 : warnSeconds;
            menu = menu == null ? List.of() : List.copyOf(menu);
            languages = languages == null ? List.of() : List.copyOf(languages);
            words = words == null ? Words.NONE : words;
            patience = patience == null ? Patience.PLATFORM : patience;
        }

        /** As patient as the platform. */
        public CallHandling(
                @Nullable String recordingNotice,
                @Nullable Integer silences,
                @Nullable Integer misses,
                @Nullable Integer maxMinutes,
                @Nullable Integer warnSeconds,
                List<MenuKey> menu,
                List<String> languages,
                Words words) {
            this(recordingNotice, silences, misses, maxMinutes, warnSeconds, menu, languages, words, null);
        }
    }

    /**
     * How long callers of a tenant wait for what. What is null is the platform's.
     *
     * @param fillerAfterMillis after how long without words a filler is spoken, 200 to 5000 ms
     * @param fillers how many fillers one turn may have, 0 to 5
     * @param fallbackAfterMillis after how long without words the fallback is spoken where no filler can be, 1000 to 10000
     *     ms
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Patience(
            @Nullable Integer fillerAfterMillis,
            @Nullable Integer fillers,
            @Nullable Integer fallbackAfterMillis) {
        /** As patient as the platform. */
        public static final Patience PLATFORM = new Patience(null, null, null);
    }

    /**
     * One key of the telephone's menu.
     *
     * @param key one or more of 0-9, *, #
     * @param rule the id of the rule that answers it
     */
    public record MenuKey(String key, String rule) {}

    /**
     * Phrases of special moments of a call; null for the platform's.
     *
     * @param goodbye before a call is ended after silence or at its longest duration
     * @param offerHuman after repeated misses, when a transfer target exists
     * @param transferring before the caller is connected
     * @param transferFailed when nobody took the call
     * @param recordMessage before the beep
     * @param durationWarning the end of the longest duration is near
     * @param limitReached the caller or the tenant is over a limit
     * @param afterHours the business is closed
     * @param messageSent a text message is on its way to the caller
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Words(
            @Nullable String goodbye,
            @Nullable String offerHuman,
            @Nullable String transferring,
            @Nullable String transferFailed,
            @Nullable String recordMessage,
            @Nullable String durationWarning,
            @Nullable String limitReached,
            @Nullable String afterHours,
            @Nullable String messageSent) {
        /** The platform's phrases. */
        public static final Words NONE = new Words(null, null, null, null, null, null, null, null, null);
    }

    /**
     * When the business is open, in its time zone.
     *
     * @param week shifts by day; a day without any is closed
     * @param holidays days that differ from the week; the first that holds counts
     * @param afterHours what happens to calls when it is closed
     */
    public record Hours(List<WeeklyShift> week, List<Holiday> holidays, AfterHours afterHours) {
        public Hours {
            week = week == null ? List.of() : List.copyOf(week);
            holidays = holidays == null ? List.of() : List.copyOf(holidays);
            afterHours = afterHours == null ? new AfterHours(AfterHours.Action.ANSWER, null) : afterHours;
        }
    }

    /**
     * A time of work on some days of the week. One whose end is not after its beginning ends on the next day;
     * {@code 00:00} to {@code 00:00} is the whole day.
     *
     * @param days on which it begins, at least one
     * @param from its beginning, local time
     * @param to its end, local time, exclusive
     */
    public record WeeklyShift(List<Day> days, LocalTime from, LocalTime to) {
        public WeeklyShift {
            days = days == null ? List.of() : List.copyOf(days);
        }
    }

    /** A day of the week. */
    public enum Day {
        @JsonProperty("mon")
        MONDAY,
        @JsonProperty("tue")
        TUESDAY,
        @JsonProperty("wed")
        WEDNESDAY,
        @JsonProperty("thu")
        THURSDAY,
        @JsonProperty("fri")
        FRIDAY,
        @JsonProperty("sat")
        SATURDAY,
        @JsonProperty("sun")
        SUNDAY
    }

    /**
     * A time of work on one day; see {@link WeeklyShift} for an end that is not after the beginning.
     *
     * @param from its beginning, local time
     * @param to its end, local time, exclusive
     */
    public record Shift(LocalTime from, LocalTime to) {}

    /**
     * Days that differ from the week.
     *
     * @param from the first day
     * @param to the last day; null for one day
     * @param shifts the shifts of each of these days; none: closed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Holiday(LocalDate from, @Nullable LocalDate to, List<Shift> shifts) {
        public Holiday {
            shifts = shifts == null ? List.of() : List.copyOf(shifts);
        }
    }

    /**
     * What happens to calls when the business is closed.
     *
     * @param action what
     * @param target the transfer target of {@link Action#TRANSFER}, null for the first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AfterHours(Action action, @Nullable String target) {
        /** What is done. */
        public enum Action {
            /** The assistant answers as always; it knows that the business is closed. */
            @JsonProperty("answer")
            ANSWER,
            /** The words for it, then the end of the call. */
            @JsonProperty("message")
            MESSAGE,
            /** The words for it, then the answering machine. */
            @JsonProperty("voicemail")
            VOICEMAIL,
            /** The words for it, then a transfer. */
            @JsonProperty("transfer")
            TRANSFER
        }
    }

    /**
     * What callers may cost. A limit that is null does not hold.
     *
     * @param callsPerCaller calls of one number on one day of the tenant's zone
     * @param callsPerDay calls of everybody on one day
     * @param concurrentCalls calls at a time
     * @param messagesPerCaller text messages of one number on one day that are answered
     * @param blocked numbers whose calls are refused and whose messages are not answered, E.164
     * @param budget what may be spent in a month; null: nothing is limited, and costs are not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Limits(
            @Nullable Integer callsPerCaller,
            @Nullable Integer callsPerDay,
            @Nullable Integer concurrentCalls,
            @Nullable Integer messagesPerCaller,
            List<String> blocked,
            @Nullable Budget budget) {
        /** Nothing is limited. */
        public static final Limits NONE = new Limits(null, null, null, null, List.of(), null);

        public Limits {
            blocked = blocked == null ? List.of() : List.copyOf(blocked);
        }

        /**
         * True when calls and messages of this number are not answered. To be asked of the newest configuration: a block
         * list is never pinned to the version that a call began with.
         *
         * @param number E.164 where it is known, also behind {@link SmsEvent#WHATSAPP}; null and a word like {@code anonymous} are never blocked
         */
        public boolean blocks(@Nullable String number) {
            return number != null && blocked.contains(SmsEvent.number(number));
        }
    }

    /**
     * What a tenant may spend in a calendar month of its zone on what dialogue-service pays for.
     *
     * @param monthly the cap in {@code currency}; null: costs are counted, nothing is capped
     * @param currency ISO 4217
     * @param rates what things cost
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Budget(@Nullable BigDecimal monthly, String currency, Rates rates) {}

    /**
     * Prices in the budget's currency.
     *
     * @param inputTokens per million tokens that an LLM reads
     * @param outputTokens per million tokens that an LLM writes
     * @param minutes per started minute of a call, by kind of channel; nothing for a kind that is not listed
     */
    public record Rates(BigDecimal inputTokens, BigDecimal outputTokens, Map<Channel.Kind, BigDecimal> minutes) {
        public Rates {
            inputTokens = inputTokens == null ? BigDecimal.ZERO : inputTokens;
            outputTokens = outputTokens == null ? BigDecimal.ZERO : outputTokens;
            minutes = minutes == null ? Map.of() : Map.copyOf(minutes);
        }
    }
}
