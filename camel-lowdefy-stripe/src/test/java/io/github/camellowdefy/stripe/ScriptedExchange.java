// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One request and its answer, in the hands of a {@link Reply}. */
public final class ScriptedExchange {

    private static final int KEPT = 1 << 20;

    private final int connection;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final CountDownLatch closing;
    private final Consumer<ReceivedRequest> record;
    private ReceivedRequest request;
    private boolean open = true;

    ScriptedExchange(
            int connection,
            Socket socket,
            InputStream in,
            OutputStream out,
            CountDownLatch closing,
            Consumer<ReceivedRequest> record) {
        this.connection = connection;
        this.socket = socket;
        this.in = in;
        this.out = out;
        this.closing = closing;
        this.record = record;
    }

    /** The request; its bytes are read off the socket now, if they were not before. */
    public ReceivedRequest request() throws IOException {
        if (request == null) {
            request = read();
            record.accept(request);
        }
        return request;
    }

    /** Sends bytes as they are. */
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Lets time pass; ends early when the server closes. */
    public void pause(Duration time) throws InterruptedException {
        if (closing.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            close();
        }
    }

    /** Waits until the client gives up or the server closes, whatever comes meanwhile. */
    public void awaitTheEnd() throws IOException {
        open = false;
        in.transferTo(OutputStream.nullOutputStream());
    }

    /** Closes the connection for good once the client has closed it, too. */
    public void hangUp() throws IOException {
        socket.shutdownOutput();
        awaitTheEnd();
    }

    /** Closes the connection after this exchange. */
    public void close() {
        open = false;
    }

    /** Closes the connection with a TCP reset. */
    public void reset() throws IOException {
        open = false;
        socket.setSoLinger(true, 0);
        socket.close();
    }

    boolean isOpen() {
        return open;
    }

    private ReceivedRequest read() throws IOException {
        String[] line = line().split(" ");
        Map<String, String> headers = new HashMap<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).trim());
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        long length = 0;
        if (headers.containsKey("content-length")) {
            length = copy(Long.parseLong(headers.get("content-length")), body);
        } else if ("chunked".equals(headers.get("transfer-encoding"))) {
            for (long chunk = chunk(); chunk > 0; chunk = chunk()) {
                length += copy(chunk, body);
                line();
            }
            line();
        }
        return new ReceivedRequest(
                connection, line[0], line[1], Map.copyOf(headers), body.toByteArray(), length);
    }

    private long chunk() throws IOException {
        return Long.parseLong(line().trim(), 16);
    }

    private long copy(long length, ByteArrayOutputStream to) throws IOException {
        byte[] buffer = new byte[8192];
        for (long left = length; left > 0; ) {
            int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (n < 0) {
                throw new EOFException("the client closed in the middle of a body");
            }
            to.write(buffer, 0, Math.min(n, KEPT - Math.min(KEPT, to.size())));
            left -= n;
        }
        return length;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the client closed in the middle of a head");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(ISO_8859_1);
    }
}
