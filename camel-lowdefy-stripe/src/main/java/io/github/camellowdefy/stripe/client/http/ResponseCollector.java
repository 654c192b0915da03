// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.http;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.client.encode.Spool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Gathers an answer: in memory, or, where it was asked for as a stream, in a spool. */
final class ResponseCollector implements AsyncResponseConsumer<Void> {

    /** Far more than Stripe's largest page; keeps a runaway answer from filling the heap. */
    static final int MAX_BYTES = 64 << 20;

    private static final String KEY = "Idempotency-Key";
    private static final int MEMORY_OF_STREAMS = 1 << 20;
    private static final int MAX_INFORMATION_RESPONSES = 10;
    private static final byte[] EMPTY = {};

    private final String key;
    private final long maxDownloadSize;
    private int informationResponses;
    private int status;
    private Map<String, String> headers = Map.of();
    private volatile Spool body;
    private boolean streamed;
    private FutureCallback<Void> callback;
    private volatile boolean complete;
    private volatile boolean unwanted;
    private Consumer<IOException> failure;

    /**
     * @param key the idempotency key of the request, or null
     * @param maxDownloadSize the most bytes of a successful response that is read as a stream; 0 to
     *     read it into memory
     */
    ResponseCollector(String key, long maxDownloadSize) {
        this.key = key;
        this.maxDownloadSize = maxDownloadSize;
    }

    /**
     * Sets the listener for responses that cannot be read. An exception thrown instead would end
     * the connection as a whole.
     */
    void onFailure(Consumer<IOException> listener) {
        failure = listener;
    }

    int status() {
        return status;
    }

    boolean isComplete() {
        return complete;
    }

    /** The answer, decompressed; called once, after it {@link #isComplete()}. */
    WireResponse response() throws IOException {
        boolean gzip = "gzip".equalsIgnoreCase(headers.get("content-encoding"));
        if (streamed) {
            InputStream stream = body.stream();
            return new WireResponse(status, headers, EMPTY, gzip ? inflate(stream) : stream);
        }
        byte[] bytes = body == null ? EMPTY : body.bytes();
        return new WireResponse(
                status, headers, gzip && bytes.length > 0 ? inflate(bytes) : bytes, null);
    }

    /** Frees the bytes of a response that is not needed. */
    void discard() {
        unwanted = true;
        Spool gathered = body;
        if (gathered != null) {
            gathered.discard();
        }
    }

    @Override
    public void consumeResponse(
            HttpResponse response,
            EntityDetails entity,
            HttpContext context,
            FutureCallback<Void> resultCallback) {
        status = response.getCode();
        headers = lowerCase(response.headerIterator());
        streamed = maxDownloadSize > 0 && status >= 200 && status < 300;
        callback = resultCallback;
        if (!isOurs(response)) {
            unwanted = true;
            failure.accept(new IOException("the answer names the key of another request"));
            return;
        }
        if (entity == null && !streamed) {
            end();
            return;
        }
        long length = entity == null ? 0 : entity.getContentLength();
        try {
            body = streamed ? download(length) : memory(length);
        } catch (IOException e) {
            unwanted = true;
            failure.accept(e);
        }
        if (entity == null) {
            end();
        }
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // nothing in it concerns an answer, but it may never end
        if (++informationResponses == MAX_INFORMATION_RESPONSES) {
            failure.accept(new IOException("one 1xx response follows the other"));
        }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer source) {
        if (!unwanted) {
            try {
                body.write(source);
            } catch (IOException e) {
                failure.accept(e);
            }
        }
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
        end();
    }

    @Override
    public void failed(Exception cause) {
        // the exchange receives the failure from HttpClient
    }

    @Override
    public void releaseResources() {
        // the exchange discards
    }

    /**
     * Stripe sends the key of a request back. A proxy that delivers an answer twice would have the
     * next request take the second for its own.
     */
    private boolean isOurs(HttpResponse response) {
        return Arrays.stream(response.getHeaders(KEY))
                .allMatch(echo -> Objects.equals(key, echo.getValue()));
    }

    private void end() {
        complete = true;
        callback.completed(null);
    }

    private Spool download(long length) throws IOException {
        String limit = maxDownloadSize + " bytes (maxDownloadSize)";
        return new Spool(length, MEMORY_OF_STREAMS, maxDownloadSize, limit);
    }

    private static Spool memory(long length) throws IOException {
        return new Spool(length, MAX_BYTES, MAX_BYTES, (MAX_BYTES >> 20) + " MB");
    }

    private static InputStream inflate(InputStream compressed) throws IOException {
        try {
            return new GZIPInputStream(compressed);
        } catch (IOException e) {
            compressed.close();
            throw e;
        }
    }

    private static byte[] inflate(byte[] compressed) throws IOException {
        Spool inflated = memory(-1);
        byte[] buffer = new byte[8192];
        try (GZIPInputStream gzip =
                new GZIPInputStream(new ByteArrayInputStream(compressed), 8192)) {
            for (int n = gzip.read(buffer); n >= 0; n = gzip.read(buffer)) {
                inflated.write(ByteBuffer.wrap(buffer, 0, n));
            }
        }
        return inflated.bytes();
    }

    /**
     * The headers by lower-case names; echoed keys are blanked, except the idempotency key, which
     * is compared.
     */
    private static Map<String, String> lowerCase(Iterator<Header> all) {
        Map<String, String> headers = new HashMap<>(32);
        while (all.hasNext()) {
            Header header = all.next();
            String name = header.getName().toLowerCase(Locale.ROOT);
            String value = header.getValue();
            headers.putIfAbsent(
                    name,
                    value == null || name.equals("idempotency-key")
                            ? value
                            : Excerpt.withoutKeys(value));
        }
        return headers;
    }
}
