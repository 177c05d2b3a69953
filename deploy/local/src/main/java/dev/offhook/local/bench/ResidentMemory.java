package dev.offhook.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The memory that a process keeps in RAM. */
final class ResidentMemory {
    private static final long KIB_PER_MIB = 1024;

    private ResidentMemory() {}

    /** RSS in MiB; empty when the process is gone or the system does not say. */
    static OptionalLong megabytes(long pid) throws InterruptedException {
        try {
            Path status = Path.of("/proc", Long.toString(pid), "status");
            return Files.isDirectory(Path.of("/proc/self")) ? fromProc(Files.readString(status)) : fromPs(pid);
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
    }

    static OptionalLong fromProc(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
                .findFirst();
    }

    private static OptionalLong fromPs(long pid) throws IOException, InterruptedException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        String kilobytes = new String(ps.getInputStream().readAllBytes()).strip();
        ps.waitFor();
        return kilobytes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(kilobytes) / KIB_PER_MIB);
    }
}
