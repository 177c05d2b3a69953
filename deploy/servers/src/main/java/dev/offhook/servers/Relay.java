package dev.offhook.servers;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way to a server, which tests may block: it passes connections on, refuses them, or takes them and passes nothing
 * on, as a network that is broken does. At first it refuses them.
 */
public final class Relay implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final int BUFFER = 8_192;

    private final int port;
    private final String host;
    private final int target;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean muted;
    private volatile ServerSocket listening;
    private Thread accepting;

    private Relay(int port, String host, int target) {
        this.port = port;
        this.host = host;
        this.target = target;
    }

    /**
     * A way to a server.
     *
     * @param port of the way on 127.0.0.1
     * @param host of the server
     * @param target the server's port
     */
    public static Relay at(int port, String host, int target) {
        return new Relay(port, host, target);
    }

    /** From now on connections are passed on; those that were there end. */
    public synchronized void open() {
        hangUp();
        muted = false;
        if (listening == null) {
            listening = listen();
            accepting = Thread.startVirtualThread(this::accept);
        }
    }

    /** From now on nothing arrives any more, over connections that are there or come; nobody is told. */
    public synchronized void mute() {
        muted = true;
    }

    /** Ends all connections; from now on they are refused. */
    public synchronized void cut() {
        if (listening != null) {
            close(listening);
            join(accepting);
            listening = null;
        }
        hangUp();
    }

    private void hangUp() {
        connections.forEach(Relay::close);
        connections.clear();
    }

    /** Until then the port is taken. */
    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        cut();
    }

    private ServerSocket listen() {
        try {
            return new ServerSocket(port, BACKLOG, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException("nobody can listen on port " + port, e);
        }
    }

    private void accept() {
        var socket = listening;
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                var server = new Socket(host, target);
                connections.addAll(List.of(client, server));
                Thread.startVirtualThread(() -> copy(client, server));
                Thread.startVirtualThread(() -> copy(server, client));
            } catch (IOException e) {
                // The way is blocked.
                return;
            }
        }
    }

    private void copy(Socket from, Socket to) {
        var buffer = new byte[BUFFER];
        try (from;
                to) {
            for (int read = 0; read >= 0; read = from.getInputStream().read(buffer)) {
                if (!muted) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // One of them has hung up, and both are closed.
            return;
        }
    }

    private static void close(Closeable connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // It is of no use any more either way.
            return;
        }
    }
}
