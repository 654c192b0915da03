/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camellowdefy.stripe.TestTls;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * An HTTP/2 server made of frames. Its first connection waits for so many requests, says {@code
 * GOAWAY} having taken but the first of them, answers that one and stays open; later connections
 * answer everything.
 */
final class LeavingServer implements AutoCloseable {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int PREFACE = 24;

    /** {@code :status: 200}, from HPACK's static table. */
    private static final byte[] OK = {(byte) 0x88};

    private final SSLServerSocket listener;
    private final int requestsBeforeLeaving;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Integer> arrivals = new CopyOnWriteArrayList<>();
    private final Set<SSLSocket> sockets = ConcurrentHashMap.newKeySet();

    LeavingServer(int requestsBeforeLeaving) {
        this.requestsBeforeLeaving = requestsBeforeLeaving;
        try {
            listener =
                    (SSLServerSocket)
                            TestTls.context()
                                    .getServerSocketFactory()
                                    .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SSLParameters parameters = listener.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        listener.setSSLParameters(parameters);
        daemon(this::accept);
    }

    String url() {
        return "https://localhost:" + listener.getLocalPort();
    }

    /** The connections requests came on, in the order they came: 1 for the first, and so on. */
    List<Integer> arrivals() {
        return arrivals;
    }

    /** How many connections are open that neither end has closed. */
    int openConnections() {
        return sockets.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (SSLSocket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                SSLSocket socket = (SSLSocket) listener.accept();
                sockets.add(socket);
                int number = connections.incrementAndGet();
                daemon(() -> serve(socket, number));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(SSLSocket socket, int number) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            in.readNBytes(PREFACE);
            send(out, SETTINGS, 0, 0, new byte[0]);
            List<Integer> streams = new ArrayList<>();
            while (true) {
                int lengthAndType = in.readInt();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                byte[] payload = in.readNBytes(lengthAndType >>> 8);
                int type = lengthAndType & 0xff;
                if (type == SETTINGS && flags != ACK) {
                    send(out, SETTINGS, ACK, 0, new byte[0]);
                } else if (type == PING && flags != ACK) {
                    send(out, PING, ACK, 0, payload);
                } else if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
                    arrivals.add(number);
                    streams.add(stream);
                    react(out, number, streams);
                }
            }
        } catch (IOException e) {
            // the client left
        } finally {
            sockets.remove(socket);
        }
    }

    private void react(DataOutputStream out, int connection, List<Integer> streams)
            throws IOException {
        if (connection > 1) {
            answer(out, streams.get(streams.size() - 1));
        } else if (streams.size() == requestsBeforeLeaving) {
            int taken = streams.get(0);
            send(out, GOAWAY, 0, 0, new byte[] {0, 0, 0, (byte) taken, 0, 0, 0, 0});
            answer(out, taken);
        }
    }

    private static void answer(DataOutputStream out, int stream) throws IOException {
        send(out, HEADERS, END_HEADERS, stream, OK);
        send(out, DATA, END_STREAM, stream, "{}".getBytes(UTF_8));
    }

    private static void send(DataOutputStream out, int type, int flags, int stream, byte[] payload)
            throws IOException {
        out.writeInt(payload.length << 8 | type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(payload);
        out.flush();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "leaving-server");
        thread.setDaemon(true);
        thread.start();
    }
}
