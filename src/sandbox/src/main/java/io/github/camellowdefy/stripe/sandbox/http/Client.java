// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.http;

import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The other end of one exchange. */
record Client(Request request, Response response, Callback callback) {

    /** Answers as a healthy server does. */
    void answer(Answer answer) {
        byte[] body = head(answer);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** Sets status and headers, the length left out, and gives the body as it goes out. */
    byte[] head(Answer answer) {
        response.setStatus(answer.status());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, answer.contentType());
        answer.headers().forEach(headers::put);
        if (!acceptsGzip() || answer.body().length == 0) {
            return answer.body();
        }
        headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
        headers.put(HttpHeader.VARY, "Accept-Encoding");
        return gzip(answer.body());
    }

    void later(Runnable task, long delay, TimeUnit unit) {
        request.getComponents()
                .getScheduler()
                .schedule(() -> request.getComponents().getExecutor().execute(task), delay, unit);
    }

    /** The connection below, where the bytes go in and out. */
    EndPoint socket() {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }

    boolean multiplexed() {
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
    }

    private boolean acceptsGzip() {
        String accepted = request.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
        if (accepted == null) {
            return false;
        }
        String lower = accepted.toLowerCase(Locale.ROOT);
        return lower.contains("gzip") && !lower.contains("gzip;q=0");
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
