package dev.offhook.webhook.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

import io.restassured.RestAssured;

/** Speaks HTTP byte by byte, as no proper client does. */
public final class RawHttp {
    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    /** A connection to the service under test; a read waits for at most 20 s. */
    public static Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Sends bytes, and reads the answer until the connection rests or is closed. */
    public static String exchange(String request) {
        try (var socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.setSoTimeout(PATIENCE_MILLIS / 10);
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new AssertionError("no exchange", e);
        }
    }

    private static String read(InputStream answer) throws IOException {
        var text = new StringBuilder();
        byte[] buffer = new byte[8_192];
        try {
            for (int read = answer.read(buffer); read > 0; read = answer.read(buffer)) {
                text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
        } catch (SocketTimeoutException | SocketException e) {
            // What came is the answer.
        }
        return text.toString();
    }
}
