package dev.offhook.dialogue.conversation;

import java.util.Objects;
import java.util.Optional;

import dev.offhook.events.ConversationRecord.Outcome;
import dev.offhook.events.ConversationRecord.ToolResult;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Field;
import dev.offhook.events.TenantConfiguration.MessageTemplate;
import dev.offhook.events.TenantConfiguration.Tool;
import dev.offhook.events.TenantConfiguration.ToolUse;
import dev.offhook.events.TenantConfiguration.TransferTarget;
import dev.offhook.events.TenantConfiguration.Words;

/**
 * What the assistant may do besides talking: the tenant's allow-list, whoever asks for it, a rule or an LLM. What is not
 * on the list is refused, whatever was said.
 */
final class Toolbox {
    static final String REQUESTED = "requested";
    static final String REFUSED = "refused";
    static final String NOTED = "noted";
    static final String SENT_BEFORE = "sent-before";

    private static final int LONGEST_SUMMARY = 500;

    private final TenantConfiguration tenant;

    Toolbox(TenantConfiguration tenant) {
        this.tenant = tenant;
    }

    /** Uses a tool: the move does it, and says what happened. */
    void use(ToolUse use, Move move, Words words) {
        switch (use.tool()) {
            case TRANSFER ->
                target(use.id())
                        .filter(_ -> call(move))
                        .ifPresentOrElse(target -> connect(target, move, words), () -> refuse(use, move));
            case SEND_SMS ->
                message(use.id())
                        .filter(_ -> reachable(move))
                        .ifPresentOrElse(message -> send(message, use.value(), move), () -> refuse(use, move));
            case TAKE_MESSAGE -> {
                if (tenant.assistant().tools().voicemail() != null && call(move)) {
                    takeMessage(move, words);
                } else {
                    refuse(use, move);
                }
            }
            case END_CALL -> {
                move.then(new Ending.HangingUp());
                move.did(new ToolResult(Tool.END_CALL, null, REQUESTED));
            }
            case NOTE_FIELD ->
                field(use.id()).ifPresentOrElse(field -> note(field, use.value(), move), () -> refuse(use, move));
        }
    }

    /** The first transfer target, when there is one. */
    Optional<TransferTarget> anyTarget() {
        return target(null);
    }

    /** The transfer target of this name; of null the first. */
    Optional<TransferTarget> target(String id) {
        return tenant.assistant().tools().transfers().stream()
                .filter(target -> id == null || target.id().equals(id))
                .findFirst();
    }

    /** Rings the first number of a target. */
    void connect(TransferTarget target, Move move, Words words) {
        if (move.silent()) {
            move.say(words.transferring());
        }
        ring(target, 0, move);
    }

    /** Rings one number of a target. */
    void ring(TransferTarget target, int index, Move move) {
        move.then(new Ending.Connecting(target.numbers().get(index), target.timeoutSeconds()));
        move.remembering(move.memory().handingOver(new Memory.Handover(target.id(), index)));
        move.did(new ToolResult(Tool.TRANSFER, target.id(), REQUESTED));
    }

    /** Asks for a message, when the tenant takes any. */
    boolean takeMessage(Move move, Words words) {
        var voicemail = tenant.assistant().tools().voicemail();
        if (voicemail == null) {
            return false;
        }
        move.say(words.recordMessage());
        move.then(new Ending.Taking(voicemail.maxSeconds()));
        move.remembering(move.memory().endingAs(Outcome.MESSAGE_TAKEN));
        move.did(new ToolResult(Tool.TAKE_MESSAGE, null, REQUESTED));
        return true;
    }

    /** Tells an operator of a message that a caller left. */
    SmsRequest notice(String operator, String recording, Situation situation) {
        String caller = situation.caller() == null ? "" : " " + situation.caller();
        String text = PlatformWords.russian(tenant.locale())
                ? "Новое голосовое сообщение" + caller + ": " + recording
                : "A new voice message" + caller + ": " + recording;
        return new SmsRequest(
                operator, smsNumber().orElse(null), text, SmsRequest.Purpose.NOTIFICATION, situation.conversation());
    }

    private void send(MessageTemplate message, String summary, Move move) {
        if (move.memory().sent().contains(message.id())) {
            // The same text twice in one conversation is a nuisance, and is paid for.
            move.did(new ToolResult(Tool.SEND_SMS, message.id(), SENT_BEFORE));
            return;
        }
        move.remembering(move.memory().sending(message.id()));
        move.telling(new SmsRequest(
                move.situation.caller(),
                smsNumber().orElse(null),
                text(message, summary, move),
                SmsRequest.Purpose.REPLY,
                move.situation.conversation()));
        move.did(new ToolResult(Tool.SEND_SMS, message.id(), REQUESTED));
    }

    /** The text, with what the conversation has come to where the tenant wants it: as told, else as noted, else as said. */
    private static String text(MessageTemplate message, String summary, Move move) {
        if (!message.text().contains(MessageTemplate.SUMMARY)) {
            return message.text();
        }
        String noted = String.join("; ", move.memory().fields().values());
        String said = Objects.requireNonNullElse(move.memory().lastAnswer(), move.text());
        String known = noted.isBlank() ? said : noted;
        String told = summary == null || summary.isBlank() ? known : summary.strip();
        String bounded = told.length() <= LONGEST_SUMMARY ? told : told.substring(0, LONGEST_SUMMARY - 1) + "…";
        return message.text().replace(MessageTemplate.SUMMARY, bounded);
    }

    private static void note(Field field, String value, Move move) {
        String found = value == null ? move.heard() : value;
        if (found == null || found.isBlank()) {
            move.did(new ToolResult(Tool.NOTE_FIELD, field.name(), REFUSED));
            return;
        }
        move.remembering(move.memory().noting(field.name(), found));
        move.did(new ToolResult(Tool.NOTE_FIELD, field.name(), NOTED));
    }

    private static void refuse(ToolUse use, Move move) {
        move.did(new ToolResult(use.tool(), use.id(), REFUSED));
    }

    private Optional<MessageTemplate> message(String id) {
        return tenant.assistant().tools().messages().stream()
                .filter(message -> id == null || message.id().equals(id))
                .findFirst();
    }

    private Optional<Field> field(String id) {
        return tenant.assistant().fields().stream()
                .filter(field -> field.name().equals(id))
                .findFirst();
    }

    private static boolean call(Move move) {
        return move.situation.medium() == Conversation.Medium.CALL;
    }

    // Nobody can text «anonymous», and without a number of our own nothing can be sent from.
    private boolean reachable(Move move) {
        String caller = move.situation.caller();
        return caller != null && caller.startsWith("+") && smsNumber().isPresent();
    }

    private Optional<String> smsNumber() {
        return tenant.channels().stream()
                .filter(channel -> channel.enabled() && text(channel.kind()))
                .flatMap(channel -> channel.numbers().stream())
                .findFirst();
    }

    private static boolean text(Channel.Kind kind) {
        return switch (kind) {
            case TWILIO_SMS, VOXIMPLANT_SMS -> true;
            case TWILIO_VOICE, VOXIMPLANT_VOICE -> false;
        };
    }
}
