package dev.offhook.local.call;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

import dev.offhook.events.Provider;
import dev.offhook.local.cli.StackOptions;
import dev.offhook.local.provider.Ingress;
import dev.offhook.local.provider.PhoneCall;
import dev.offhook.local.stack.StackException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Calls a tenant from the keyboard. */
@Command(
        name = "call",
        description = "Call a tenant: you type, the bot answers. " + TypedCall.COMMANDS + ".",
        mixinStandardHelpOptions = true)
public final class CallCommand implements Callable<Integer> {
    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Mixin
    private PublicUrlOption publicUrl = new PublicUrlOption();

    @Option(names = "--tenant", paramLabel = "SLUG", defaultValue = "hr-center", description = "Default: hr-center.")
    private String tenant;

    @Option(names = "--provider", paramLabel = "NAME", description = "twilio or voximplant. Default: the tenant's own.")
    private String provider;

    @Spec
    private CommandSpec spec;

    /** For picocli. */
    public CallCommand() {}

    @Override
    public Integer call() throws IOException {
        Provider carrier = carrier();
        var stack = RunningStack.of(stackOptions.layout(), publicUrl.value());
        try (Ingress ingress = stack.ingress(1)) {
            PhoneCall call = dial(stack, ingress, carrier);
            boolean person = System.console() != null && System.console().isTerminal();
            var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            new TypedCall(call, in, System.out, person).talk();
            return 0;
        } catch (CompletionException e) {
            throw new StackException("the call failed: " + e.getCause().getMessage(), e);
        }
    }

    private Provider carrier() {
        if (provider == null) {
            return null;
        }
        return switch (provider.toLowerCase(Locale.ROOT)) {
            case "twilio" -> Provider.TWILIO;
            case "voximplant" -> Provider.VOXIMPLANT;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "no provider is named '" + provider + "'; there are twilio and voximplant");
        };
    }

    private PhoneCall dial(RunningStack stack, Ingress ingress, Provider carrier) {
        try {
            return stack.telephony(ingress).call(tenant, carrier);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
