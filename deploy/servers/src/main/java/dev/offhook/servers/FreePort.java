package dev.offhook.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Chooses TCP ports on the loopback interface. */
final class FreePort {
    private FreePort() {}

    /** The port itself, or one that was free a moment ago when it is 0. */
    static int orChosen(int port) {
        if (port != 0) {
            return port;
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("this machine gives no free TCP port on the loopback interface", e);
        }
    }
}
