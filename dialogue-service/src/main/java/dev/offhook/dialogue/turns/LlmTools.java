package dev.offhook.dialogue.turns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.offhook.dialogue.llm.ToolCall;
import dev.offhook.events.EventJson;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Field;
import dev.offhook.events.TenantConfiguration.MessageTemplate;
import dev.offhook.events.TenantConfiguration.Tool;
import dev.offhook.events.TenantConfiguration.ToolUse;
import dev.offhook.events.TenantConfiguration.TransferTarget;

/**
 * A tenant's allow-list as tools of an LLM. Every argument is a choice from that list, and is checked against it again
 * when the LLM uses the tool: a number or an address that a caller dictates fits nowhere.
 */
final class LlmTools {
    private static final String TRANSFER = "transfer_to_human";
    private static final String SEND_SMS = "send_sms";
    private static final String TAKE_MESSAGE = "take_message";
    private static final String END_CALL = "end_call";
    private static final String NOTE_FIELD = "note_field";

    private LlmTools() {}

    /**
     * The tools that may be used.
     *
     * @param call false for a text conversation, in which nobody can be connected
     */
    static List<ToolSpecification> of(TenantConfiguration tenant, boolean call) {
        var tools = tenant.assistant().tools();
        var specifications = new ArrayList<ToolSpecification>();
        if (call && !tools.transfers().isEmpty()) {
            specifications.add(choice(
                    TRANSFER,
                    "Connects the caller to a human. Say one short sentence about it first.",
                    "target",
                    tools.transfers().stream().map(TransferTarget::id).toList(),
                    tools.transfers().stream()
                            .map(target -> target.id() + ": " + target.description())
                            .toList()));
        }
        if (!tools.messages().isEmpty()) {
            specifications.add(message(tools.messages()));
        }
        if (call && tools.voicemail() != null) {
            specifications.add(bare(TAKE_MESSAGE, "Records a message of the caller for the business."));
        }
        if (call && tools.endCall()) {
            specifications.add(bare(END_CALL, "Ends the call, once the caller has said goodbye."));
        }
        var fields = tenant.assistant().fields();
        if (!fields.isEmpty()) {
            specifications.add(ToolSpecification.builder()
                    .name(NOTE_FIELD)
                    .description("Notes something that the caller has said about themselves. Answer as well.")
                    .parameters(JsonObjectSchema.builder()
                            .addEnumProperty(
                                    "name",
                                    fields.stream().map(Field::name).toList(),
                                    fields.stream()
                                            .map(field -> field.name() + ": " + field.description())
                                            .reduce((some, more) -> some + "; " + more)
                                            .orElse(""))
                            .addStringProperty("value", "What the caller said, in a few words")
                            .required("name", "value")
                            .build())
                    .build());
        }
        return specifications;
    }

    /**
     * What an LLM wants done.
     *
     * @return empty when there is no such tool or its arguments do not read; what is not on the tenant's list comes
     *     through and is refused by whoever does it
     */
    static Optional<ToolUse> read(ToolCall call) {
        return arguments(call).flatMap(arguments -> switch (call.name()) {
            case TRANSFER -> text(arguments, "target").map(id -> new ToolUse(Tool.TRANSFER, id, null));
            case SEND_SMS ->
                text(arguments, "message")
                        .map(id -> new ToolUse(
                                Tool.SEND_SMS, id, text(arguments, "summary").orElse(null)));
            case TAKE_MESSAGE -> Optional.of(new ToolUse(Tool.TAKE_MESSAGE, null, null));
            case END_CALL -> Optional.of(new ToolUse(Tool.END_CALL, null, null));
            case NOTE_FIELD ->
                text(arguments, "name").flatMap(name -> text(arguments, "value")
                        .map(value -> new ToolUse(Tool.NOTE_FIELD, name, value)));
            default -> Optional.empty();
        });
    }

    private static Optional<JsonNode> arguments(ToolCall call) {
        if (call.arguments() == null || call.arguments().isBlank()) {
            return Optional.of(EventJson.mapper().createObjectNode());
        }
        try {
            return Optional.of(EventJson.mapper().readTree(call.arguments())).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode arguments, String name) {
        return Optional.of(arguments.path(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank());
    }

    private static ToolSpecification message(List<MessageTemplate> messages) {
        var parameters = JsonObjectSchema.builder()
                .addEnumProperty(
                        "message",
                        messages.stream().map(MessageTemplate::id).toList(),
                        messages.stream()
                                .map(message -> message.id() + ": " + message.description())
                                .collect(Collectors.joining("; ")))
                .required("message");
        if (messages.stream().anyMatch(message -> message.text().contains(MessageTemplate.SUMMARY))) {
            parameters.addStringProperty("summary", "What the conversation has come to, in one or two sentences");
        }
        return ToolSpecification.builder()
                .name(SEND_SMS)
                .description("Sends one of the prepared text messages to the caller's own number.")
                .parameters(parameters.build())
                .build();
    }

    private static ToolSpecification choice(
            String name, String description, String parameter, List<String> ids, List<String> described) {
        return ToolSpecification.builder()
                .name(name)
                .description(description)
                .parameters(JsonObjectSchema.builder()
                        .addEnumProperty(parameter, ids, String.join("; ", described))
                        .required(parameter)
                        .build())
                .build();
    }

    private static ToolSpecification bare(String name, String description) {
        return ToolSpecification.builder()
                .name(name)
                .description(description)
                .parameters(JsonObjectSchema.builder().build())
                .build();
    }
}
