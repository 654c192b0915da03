// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/**
 * What a {@link ScriptedServer} does to one request. A reply that needs the request asks the
 * exchange for it; one that does not leaves it unread on the socket.
 */
@FunctionalInterface
public interface Reply {

    /** Acts on the socket. */
    void play(ScriptedExchange exchange) throws IOException, InterruptedException;

    /** Status 200 with a JSON body. */
    static Reply json(String body) {
        return json(200, body);
    }

    /** A JSON body; headers are given as {@code "Name: value"}. */
    static Reply json(int status, String body, String... headers) {
        return bytes(status, "application/json", body.getBytes(UTF_8), headers);
    }

    /** Any body; headers are given as {@code "Name: value"}. */
    static Reply bytes(int status, String contentType, byte[] body, String... headers) {
        byte[] head = head(status, contentType, body.length, headers);
        return exchange -> {
            exchange.request();
            exchange.write(concat(head, body));
        };
    }

    /** Status 200 with a compressed JSON body. */
    static Reply gzip(String body) {
        return bytes(200, "application/json", compress(body), "Content-Encoding: gzip");
    }

    /** A JSON body sent in chunks. */
    static Reply chunked(String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return exchange -> {
            exchange.request();
            exchange.write(chunkedHead());
            for (int at = 0; at < bytes.length; at += 7) {
                exchange.write(
                        chunk(Arrays.copyOfRange(bytes, at, Math.min(at + 7, bytes.length))));
            }
            exchange.write(chunk(new byte[0]));
        };
    }

    /** Resets the connection when the request begins to arrive. */
    static Reply resetBeforeReading() {
        return ScriptedExchange::reset;
    }

    /** Reads the whole request, then resets the connection. */
    static Reply resetAfterReading() {
        return exchange -> {
            exchange.request();
            exchange.reset();
        };
    }

    /** Reads the whole request, then closes the connection in good order. */
    static Reply closeAfterReading() {
        return exchange -> {
            exchange.request();
            exchange.close();
        };
    }

    /** Announces the whole body, sends but a part of it and closes. */
    static Reply truncated(String body, int sent) {
        byte[] head = head(200, "application/json", body.length());
        return exchange -> {
            exchange.request();
            exchange.write(concat(head, body.substring(0, sent).getBytes(UTF_8)));
            exchange.close();
        };
    }

    /** Sends one chunk and closes before the last one. */
    static Reply truncatedChunks(String body) {
        return exchange -> {
            exchange.request();
            exchange.write(concat(chunkedHead(), chunk(body.getBytes(UTF_8))));
            exchange.close();
        };
    }

    /** Closes in the middle of the status line. */
    static Reply truncatedHead() {
        return exchange -> {
            exchange.request();
            exchange.write("HTTP/1.1 20".getBytes(ISO_8859_1));
            exchange.close();
        };
    }

    /** Announces fewer bytes than it sends, and that it closes, and does. */
    static Reply overlong(String body, int announced) {
        byte[] head = head(200, "application/json", announced, "Connection: close");
        return exchange -> {
            exchange.request();
            exchange.write(concat(head, body.getBytes(UTF_8)));
            exchange.close();
        };
    }

    /** Answers with something that is no HTTP. */
    static Reply garbage() {
        return exchange -> {
            exchange.request();
            exchange.write("220 smtp.example.com ESMTP\r\n\r\n".getBytes(ISO_8859_1));
            exchange.close();
        };
    }

    /** Sends a byte at a time, for as long as the client listens. */
    static Reply drip(String body, Duration each) {
        byte[] head = head(200, "application/json", body.length());
        return exchange -> {
            exchange.request();
            exchange.write(head);
            for (byte b : body.getBytes(UTF_8)) {
                exchange.pause(each);
                exchange.write(new byte[] {b});
            }
        };
    }

    /** Reads the request and never answers. */
    static Reply hang() {
        return exchange -> {
            exchange.request();
            exchange.awaitTheEnd();
        };
    }

    /** Reads the request, lets time pass, then goes on. */
    static Reply after(Duration time, Reply next) {
        return exchange -> {
            exchange.request();
            exchange.pause(time);
            next.play(exchange);
        };
    }

    /** Reads the request, waits for the latch, then goes on. */
    static Reply when(CountDownLatch latch, Reply next) {
        return exchange -> {
            exchange.request();
            latch.await();
            next.play(exchange);
        };
    }

    /**
     * This reply, and then the connection closes although it was said to stay open. It counts as
     * open until the client has seen that.
     */
    default Reply thenClose() {
        return exchange -> {
            play(exchange);
            exchange.hangUp();
        };
    }

    private static byte[] head(int status, String contentType, long length, String... headers) {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 ")
                        .append(status)
                        .append(" Scripted\r\nContent-Type: ")
                        .append(contentType)
                        .append("\r\nContent-Length: ")
                        .append(length)
                        .append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    private static byte[] chunkedHead() {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                .getBytes(ISO_8859_1);
    }

    private static byte[] chunk(byte[] bytes) {
        byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1);
        return concat(concat(size, bytes), "\r\n".getBytes(ISO_8859_1));
    }

    private static byte[] compress(String body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes(UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
