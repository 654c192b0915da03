// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.http;

import io.github.camellowdefy.stripe.sandbox.control.Fault;
import io.github.camellowdefy.stripe.sandbox.control.Faults;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Faults as a client meets them: on the socket, not in a mock. */
record SocketFaults(PortClosure port, Faults faults) {

    private static final Logger LOG = LoggerFactory.getLogger(SocketFaults.class);
    private static final long DRIP_MILLIS = 100;

    /** Does to the client what the fault says; {@code answer} is null where nothing was done. */
    void strike(Fault fault, Client client, Answer answer) {
        switch (fault) {
            case CONNECTION_REFUSED -> {
                // whoever sees the reset finds the port closed
                linger(client);
                port.closeFor(faults.refusal(), () -> end(client));
            }
            case RESET_BEFORE, RESET_AFTER -> reset(client);
            case CLOSE_BEFORE, CLOSE_AFTER -> end(client);
            case TRUNCATED_BODY -> announce(client, answer, 0, answer.body().length / 2);
            case WRONG_CONTENT_LENGTH -> announce(client, answer, -10, 0);
            case HANG -> LOG.debug("No answer until somebody closes the connection");
            case SLOW_DRIP -> drip(client, answer);
            case MALFORMED_JSON -> client.answer(answer.cut());
            case ERROR_500_AFTER -> client.answer(Answer.instead(fault));
            default -> client.answer(answer);
        }
    }

    /** RST: the peer sees "connection reset", whatever it was doing. */
    private static void reset(Client client) {
        linger(client);
        end(client);
    }

    /** Makes the connection's end a reset. */
    private static void linger(Client client) {
        EndPoint socket = client.socket();
        if (socket.getTransport() instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                LOG.debug("The peer was faster", e);
            }
        }
    }

    private static void end(Client client) {
        EndPoint socket = client.socket();
        if (socket.getTransport() instanceof SocketChannel channel) {
            TrackingConnector.close(channel);
        }
        socket.close();
        // nobody is left to read an answer; a failure would only be logged
        client.callback().succeeded();
    }

    /** An answer whose length and body disagree, then the end of the connection. */
    private static void announce(Client client, Answer answer, int lengthError, int missing) {
        byte[] body = client.head(answer);
        byte[] sent = Arrays.copyOf(body, Math.max(1, body.length - missing));
        if (client.multiplexed()) {
            byte[] half = Arrays.copyOf(body, body.length / 2);
            client.response()
                    .write(
                            false,
                            ByteBuffer.wrap(half),
                            Callback.from(() -> failStream(client), f -> failStream(client)));
            return;
        }
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" \r\n");
        for (HttpField field : client.response().getHeaders()) {
            head.append(field.getName()).append(": ").append(field.getValue()).append("\r\n");
        }
        int length = Math.max(1, body.length + lengthError);
        head.append("Content-Length: ").append(length).append("\r\n\r\n");
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        raw.writeBytes(sent);
        client.socket()
                .write(
                        Callback.from(() -> end(client), failure -> end(client)),
                        ByteBuffer.wrap(raw.toByteArray()));
    }

    private static void failStream(Client client) {
        client.callback().failed(new IOException("cut by a fault"));
    }

    private static void drip(Client client, Answer answer) {
        byte[] body = client.head(answer);
        client.response().getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        drip(client, body, 0);
    }

    private static void drip(Client client, byte[] body, int at) {
        boolean last = at >= body.length - 1;
        Callback next =
                Callback.from(
                        () ->
                                client.later(
                                        () -> drip(client, body, at + 1),
                                        DRIP_MILLIS,
                                        TimeUnit.MILLISECONDS),
                        client.callback()::failed);
        client.response()
                .write(last, ByteBuffer.wrap(body, at, 1), last ? client.callback() : next);
    }
}
