package dev.offhook.webhook.testsupport;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** HTTP/1.1 as the bytes that it is: what is sent need not be a request that any client would send. */
public final class ByteHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final int port;
    private Socket socket;
    private InputStream in;

    public ByteHttp(int port) {
        this.port = port;
    }

    /**
     * What came back.
     *
     * @param status 0 when the server hung up without a word
     * @param headers by lower-case name
     */
    public record Answer(int status, Map<String, String> headers, String body) {
        public String contentType() {
            return headers.getOrDefault("content-type", "");
        }
    }

    /** Sends a request and reads its answer; a connection that was closed since the last one is opened again. */
    public Answer send(byte[] request) throws IOException {
        boolean fresh = socket == null;
        try {
            var answer = exchange(request);
            if (answer.status() != 0 || fresh) {
                return answer;
            }
        } catch (IOException e) {
            if (fresh) {
                return new Answer(0, Map.of(), "");
            }
        }
        close();
        try {
            return exchange(request);
        } catch (IOException e) {
            close();
            return new Answer(0, Map.of(), "");
        }
    }

    private Answer exchange(byte[] request) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        }
        socket.getOutputStream().write(request);
        var answer = read();
        if (answer.status() == 0 || "close".equalsIgnoreCase(answer.headers().get("connection"))) {
            close();
        }
        return answer;
    }

    private Answer read() throws IOException {
        String line = line();
        if (line == null) {
            return new Answer(0, Map.of(), "");
        }
        int status = Integer.parseInt(line.split(" ", 3)[1]);
        var headers = new LinkedHashMap<String, String>();
        for (String header = line(); header != null && !header.isEmpty(); header = line()) {
            String[] parts = header.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        if (status < OK) {
            return read();
        }
        return new Answer(status, headers, status == NO_CONTENT ? "" : body(headers));
    }

    private String body(Map<String, String> headers) throws IOException {
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            var body = new ByteArrayOutputStream();
            for (int size = chunk(); size > 0; size = chunk()) {
                body.write(in.readNBytes(size));
                line();
            }
            line();
            return body.toString(UTF_8);
        }
        return new String(in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))), UTF_8);
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            line.write(c);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
