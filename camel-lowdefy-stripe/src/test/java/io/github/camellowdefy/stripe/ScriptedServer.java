// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A server on a real socket that does to each request exactly what its script says, faults
 * included, and counts what arrives. Requests take the script's replies in the order they arrive;
 * when it is used up, {@link #otherwise} answers.
 *
 * <pre>{@code
 * try (ScriptedServer server = ScriptedServer.start()) {
 *     server.script(Reply.resetAfterReading(), Reply.json("{\"id\":\"cus_1\"}"));
 *     ...
 *     assertThat(server.arrivals()).isEqualTo(2);
 * }
 * }</pre>
 */
public final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listener;
    private final SSLContext tls;
    private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger arrivals = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Reply otherwise = Reply.json("{}");
    private volatile boolean recording = true;

    private ScriptedServer(SSLContext tls) {
        this.tls = tls;
        try {
            listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon("scripted-server", this::accept);
    }

    /** A server that speaks plain HTTP. */
    public static ScriptedServer start() {
        return new ScriptedServer(null);
    }

    /** A server that speaks HTTPS. */
    public static ScriptedServer start(SSLContext tls) {
        return new ScriptedServer(tls);
    }

    /** Appends replies, one for each request to come. */
    public ScriptedServer script(Reply... replies) {
        script.addAll(Arrays.asList(replies));
        return this;
    }

    /** The reply to every request beyond the script; at first {@code {}}. */
    public ScriptedServer otherwise(Reply reply) {
        otherwise = reply;
        return this;
    }

    /** Counts requests without keeping them. */
    public ScriptedServer withoutRecording() {
        recording = false;
        return this;
    }

    /** The base URL, without a trailing slash. */
    public String url() {
        return (tls == null ? "http" : "https") + "://localhost:" + port();
    }

    /** The port. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many requests began to arrive, read or not. */
    public int arrivals() {
        return arrivals.get();
    }

    /** How many connections were opened. */
    public int connections() {
        return connections.get();
    }

    /** How many connections are open now. */
    public int openConnections() {
        return sockets.size();
    }

    /** The requests that were read whole, in the order they were. */
    public List<ReceivedRequest> requests() {
        return requests;
    }

    /** The last request that was read whole. */
    public ReceivedRequest lastRequest() {
        return requests.get(requests.size() - 1);
    }

    @Override
    public void close() {
        closing.countDown();
        closeQuietly(listener);
        sockets.forEach(ScriptedServer::closeQuietly);
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = listener.accept();
                // who knows of a connection finds it open
                sockets.add(socket);
                int number = connections.incrementAndGet();
                daemon("scripted-connection-" + number, () -> serve(socket, number));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket raw, int number) {
        try (raw) {
            raw.setTcpNoDelay(true);
            Socket socket = tls == null ? raw : secure(raw);
            PushbackInputStream in =
                    new PushbackInputStream(new BufferedInputStream(socket.getInputStream()));
            boolean open = true;
            while (open) {
                if (!awaitRequest(in)) {
                    return;
                }
                arrivals.incrementAndGet();
                ScriptedExchange exchange =
                        new ScriptedExchange(
                                number, raw, in, socket.getOutputStream(), closing, this::record);
                Reply reply = script.poll();
                (reply == null ? otherwise : reply).play(exchange);
                open = exchange.isOpen();
            }
            if (socket != raw && !raw.isClosed()) {
                socket.close();
            }
        } catch (IOException e) {
            // the client left, which some scripts provoke
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(raw);
        }
    }

    private void record(ReceivedRequest request) {
        if (recording) {
            requests.add(request);
        }
    }

    private SSLSocket secure(Socket raw) throws IOException {
        SSLSocket socket =
                (SSLSocket) tls.getSocketFactory().createSocket(raw, null, raw.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }

    private static boolean awaitRequest(PushbackInputStream in) throws IOException {
        int first = in.read();
        if (first >= 0) {
            in.unread(first);
        }
        return first >= 0;
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // it is gone either way
        }
    }
}
