package dev.offhook.local.stack;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.offhook.servers.PostgresServer;

/** What a stack left behind whose supervisor is gone. */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Leftovers() {}

    /**
     * Ends every recorded process that still lives and forgets the state.
     *
     * @return whether there was anything
     */
    static boolean cleanUp(Layout layout) {
        var state = StackState.read(layout);
        var found = false;
        if (state.isPresent()) {
            var live = state.get().processes().stream()
                    .filter(process -> !process.name().equals(PostgresPart.NAME))
                    .flatMap(process -> process.handle().stream())
                    .toList();
            found = !live.isEmpty();
            live.forEach(ProcessHandle::destroy);
            live.forEach(Leftovers::await);
            live.stream().filter(ProcessHandle::isAlive).forEach(process -> {
                process.destroyForcibly();
                await(process);
            });
            StackState.delete(layout);
        }
        return PostgresServer.stopLeftover(layout.postgresData()) || found;
    }

    private static void await(ProcessHandle process) {
        process.onExit()
                .completeOnTimeout(process, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
