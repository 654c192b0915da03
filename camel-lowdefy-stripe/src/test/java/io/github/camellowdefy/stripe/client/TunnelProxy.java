// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A forward proxy that tunnels with CONNECT, or forwards, for whoever knows user and password;
 * every host name leads to this machine.
 */
public final class TunnelProxy implements AutoCloseable {

    private static final Pattern TARGET = Pattern.compile("(?:CONNECT |\\w+ http://)[^ /]+:(\\d+)");

    private final ServerSocket listener;
    private final String challenge;
    private final String credentials;
    private final int refusal;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    private TunnelProxy(String challenge, String credentials, int refusal) {
        this.challenge = challenge;
        this.credentials = credentials;
        this.refusal = refusal;
        try {
            listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public static TunnelProxy open() {
        return new TunnelProxy(null, null, 0);
    }

    /** For whoever names user and password. */
    public static TunnelProxy open(String user, String password) {
        String plain = user + ':' + password;
        return new TunnelProxy(
                "Basic realm=\"proxy\"",
                "Basic " + Base64.getEncoder().encodeToString(plain.getBytes(UTF_8)),
                0);
    }

    /** For whoever names a user and proves a password, which is not checked. */
    public static TunnelProxy digest(String user) {
        return new TunnelProxy(
                "Digest realm=\"proxy\", nonce=\"n\", qop=\"auth\"",
                "Digest username=\"" + user + '"',
                0);
    }

    static TunnelProxy refusingWith(int status) {
        return new TunnelProxy(null, null, status);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The heads of all requests to the proxy itself. */
    public List<String> heads() {
        return heads;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (true) {
            try {
                Socket client = listener.accept();
                daemon(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            while (!head.isEmpty()) {
                heads.add(head);
                if (refusal > 0) {
                    answer(client, refusal + " Refused");
                } else if (credentials != null && !head.contains(credentials)) {
                    answer(
                            client,
                            "407 Proxy Authentication Required\r\nProxy-Authenticate: "
                                    + challenge);
                } else {
                    pass(client, in, head);
                    return;
                }
                head = head(in);
            }
        } catch (IOException e) {
            // one of both ends has left
        }
    }

    private static void answer(Socket client, String status) throws IOException {
        client.getOutputStream()
                .write(
                        ("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")
                                .getBytes(ISO_8859_1));
    }

    private static void pass(Socket client, InputStream in, String head) throws IOException {
        Matcher target = TARGET.matcher(head);
        if (!target.find()) {
            return;
        }
        try (Socket server =
                new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(target.group(1)))) {
            if (head.startsWith("CONNECT")) {
                client.getOutputStream()
                        .write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(ISO_8859_1));
            } else {
                server.getOutputStream().write(head.getBytes(ISO_8859_1));
            }
            daemon(() -> copy(in, server));
            copy(server.getInputStream(), client);
        }
    }

    private static void copy(InputStream from, Socket to) {
        try {
            from.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one of both ends has left
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return "";
            }
            head.write(b);
        }
        return head.toString(ISO_8859_1);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "tunnel-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
