// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The least there can be of Stripe, on a raw socket: it charges once for an idempotency key, and
 * does to a share of the requests what no well-behaved server could be talked into.
 */
final class RawStripe implements AutoCloseable {

    /** What becomes of a request. */
    enum Break {
        /** Reset before a byte was read; nothing is charged. */
        RESET_UNREAD,
        /** Reset when the request is read; nothing is charged. */
        RESET_BEFORE,
        /** Charged, then reset. */
        RESET_AFTER,
        /** Charged, then closed in good order. */
        CLOSE_AFTER,
        /** Charged; closed in the middle of the status line. */
        HALF_A_STATUS_LINE,
        /** Charged; closed in the middle of the body. */
        HALF_A_BODY,
        /** Charged; the last chunk does not come. */
        A_CHUNK_TOO_FEW,
        /** Charged; what comes back is no HTTP. */
        NO_HTTP,
        /** Charged; a success that says nothing. */
        NO_JSON,
        /** Charged; answered, and closed though the connection was to stay. */
        ANSWER_AND_CLOSE,
        /** Charged; no answer ever. */
        SILENCE
    }

    private static final Pattern ORDER = Pattern.compile("metadata\\[order]=(\\d+)");

    private final ServerSocket listener;
    private final Random random;
    private final double rate;
    private final Break how;
    private final Map<String, String> orders = new ConcurrentHashMap<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean broken = true;

    /**
     * @param rate the share of requests that break
     */
    RawStripe(long seed, double rate, Break how) {
        this.random = new Random(seed);
        this.rate = rate;
        this.how = how;
        try {
            listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    String url() {
        return "http://localhost:" + listener.getLocalPort();
    }

    /** The orders charged, each as often as it was. */
    List<String> charged() {
        return List.copyOf(orders.values());
    }

    /** Answers every request from now on. */
    void mend() {
        broken = false;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (answer(in, socket)) {
                in.mark(1);
                if (in.read() < 0) {
                    return;
                }
                in.reset();
            }
        } catch (IOException e) {
            // the client left
        } finally {
            sockets.remove(socket);
        }
    }

    /** Whether the connection stays. */
    private boolean answer(InputStream in, Socket socket) throws IOException {
        Break fate = fate();
        if (fate == Break.RESET_UNREAD) {
            in.mark(1);
            if (in.read() >= 0) {
                reset(socket);
            }
            return false;
        }
        String answer = charge(in, fate != Break.RESET_BEFORE);
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
        String framed = "Content-Length: " + answer.length() + "\r\n\r\n";
        OutputStream out = socket.getOutputStream();
        if (fate == null) {
            send(out, head + framed + answer);
            return true;
        }
        switch (fate) {
            case RESET_BEFORE, RESET_AFTER -> reset(socket);
            case HALF_A_STATUS_LINE -> send(out, "HTTP/1.1 20");
            case HALF_A_BODY -> send(out, head + framed + answer.substring(0, 9));
            case A_CHUNK_TOO_FEW ->
                    send(
                            out,
                            head
                                    + "Transfer-Encoding: chunked\r\n\r\n"
                                    + Integer.toHexString(answer.length())
                                    + "\r\n"
                                    + answer
                                    + "\r\n");
            case NO_HTTP -> send(out, "220 mail.example.com ESMTP\r\n\r\n");
            case NO_JSON -> send(out, head + "Content-Length: 6\r\n\r\n<html>");
            case ANSWER_AND_CLOSE -> send(out, head + framed + answer);
            case SILENCE -> {
                while (in.read() >= 0) {
                    // until the client has had enough
                }
            }
            default -> {
                // closed without a word
            }
        }
        return false;
    }

    private synchronized Break fate() {
        return broken && random.nextDouble() < rate ? how : null;
    }

    /** Reads a request, charges for it if it is to be, and returns the charge. */
    private String charge(InputStream in, boolean charging) throws IOException {
        String key = null;
        int length = 0;
        line(in);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("idempotency-key:")) {
                key = header.substring(16).trim();
            } else if (header.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).trim());
            }
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("half a request");
        }
        Matcher order = ORDER.matcher(URLDecoder.decode(new String(body, UTF_8), UTF_8));
        if (charging && order.find()) {
            orders.putIfAbsent(key == null ? UUID.randomUUID().toString() : key, order.group(1));
        }
        return "{\"id\":\"ch_1\",\"object\":\"charge\"}";
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("half a request");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-stripe");
        thread.setDaemon(true);
        thread.start();
    }
}
