package dev.offhook.examples.calllog;

import java.nio.file.Path;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The call log as a program: prints a line when a call is over, and again when its record is corrected. The broker is
 * {@code KAFKA_BOOTSTRAP_SERVERS}, by default {@code localhost:9092}.
 */
public final class CallLogProgram {
    private CallLogProgram() {}

    /** @param arguments the journal's file; {@code call-log.journal} when there is none */
    public static void main(String[] arguments) {
        var path = Path.of(arguments.length > 0 ? arguments[0] : "call-log.journal");
        var broker = System.getenv().getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092");
        var reader = Thread.currentThread();
        try (var journal = CallJournal.open(path)) {
            var log = new CallLog(
                    Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker), "call-log", journal, System.out::println);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(log, reader), "stop-call-log"));
            log.run();
        }
    }

    private static void stop(CallLog log, Thread reader) {
        log.close();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
