package dev.offhook.local.call;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

import dev.offhook.local.cli.Console;
import dev.offhook.local.cli.StackOptions;
import dev.offhook.local.provider.Ingress;
import dev.offhook.local.provider.SimulatorInbox;
import dev.offhook.local.provider.TwilioSms;
import dev.offhook.local.simulator.SentMessage;
import dev.offhook.local.stack.StackException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes to a tenant as one of its customers. */
@Command(
        name = "sms",
        description = "Send a text message to a tenant and show the reply.",
        mixinStandardHelpOptions = true)
public final class SmsCommand implements Callable<Integer> {
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Mixin
    private PublicUrlOption publicUrl = new PublicUrlOption();

    @Option(names = "--from", required = true, paramLabel = "NUMBER", description = "The customer, e.g. +14155550123.")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "NUMBER",
            defaultValue = "+15005550006",
            description = "The tenant's number. Default: ${DEFAULT-VALUE} (hr-center).")
    private String to;

    @Parameters(paramLabel = "TEXT", description = "The message.")
    private String text;

    @Spec
    private CommandSpec spec;

    /** For picocli. */
    public SmsCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!E164.matcher(from).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--from '" + from + "' is no E.164 number; write it as +14155550123");
        }
        var stack = RunningStack.of(stackOptions.layout(), publicUrl.value());
        Console console = Console.ofProcess();
        try (Ingress ingress = stack.ingress(1);
                var inbox = new SimulatorInbox(stack.layout().ports().simulator(), from)) {
            TwilioSms customer = customer(stack, ingress);
            int known = inbox.messages().size();
            customer.send(text).join();
            console.line("👤 " + text);
            Optional<SentMessage> reply = inbox.next(known, PATIENCE);
            reply.ifPresentOrElse(
                    message -> console.line("🤖 " + message.text()),
                    () -> console.error("no reply within " + PATIENCE.toSeconds() + " s"));
            return reply.isPresent() ? 0 : 1;
        } catch (CompletionException e) {
            throw new StackException(
                    "the message was not taken: " + e.getCause().getMessage(), e);
        }
    }

    private TwilioSms customer(RunningStack stack, Ingress ingress) {
        try {
            return stack.telephony(ingress).sms(from, to);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
