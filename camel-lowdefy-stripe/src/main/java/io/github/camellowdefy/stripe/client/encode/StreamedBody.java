// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.support.classic.SharedOutputBuffer;

/**
 * Feeds a body that has to be read, which may block, to a connection, which must not. Reading is
 * held back as long as the connection takes no more, so that memory stays flat.
 */
public final class StreamedBody implements AsyncEntityProducer {

    private static final int BUFFER = 16 << 10;

    private final WireRequest.Body body;
    private final long length;
    private final Executor readers;
    private final Consumer<IOException> failure;
    private final SharedOutputBuffer buffer = new SharedOutputBuffer(BUFFER);
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean released;

    /**
     * @param readers where the body is read
     * @param failure receives the failure to read it, unless the body was released: {@link
     *     UnreadableBodyException} where the server cannot have all of it
     */
    public StreamedBody(WireRequest.Body body, Executor readers, Consumer<IOException> failure) {
        this.body = body;
        this.length = body.length();
        this.readers = readers;
        this.failure = failure;
    }

    @Override
    public boolean isRepeatable() {
        return false; // to HttpClient, which must never repeat anything
    }

    @Override
    public void failed(Exception cause) {
        releaseResources();
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public String getContentType() {
        return body.contentType();
    }

    @Override
    public String getContentEncoding() {
        return null;
    }

    @Override
    public boolean isChunked() {
        return length < 0;
    }

    @Override
    public Set<String> getTrailerNames() {
        return Set.of();
    }

    @Override
    public int available() {
        return buffer.length();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (released) {
            throw new IOException("The body is no longer wanted");
        }
        if (started.compareAndSet(false, true)) {
            readers.execute(this::pump);
        }
        buffer.flush(channel);
    }

    @Override
    public void releaseResources() {
        released = true;
        buffer.abort();
    }

    /** Reads the body to its end, as fast as the connection takes it. */
    public void pump() {
        long written = 0;
        boolean whole = false;
        try (InputStream in = body.open()) {
            byte[] bytes = new byte[BUFFER];
            for (int n = in.read(bytes); n >= 0 && !released; n = in.read(bytes)) {
                if (length >= 0 && written + n > length) {
                    throw unlikeAnnounced("more");
                }
                buffer.write(bytes, 0, n);
                written += n;
                whole = written == length;
            }
            if (length >= 0 && written != length && !released) {
                throw unlikeAnnounced("only " + written);
            }
            whole = true;
            buffer.writeCompleted();
        } catch (IOException | RuntimeException | Error e) {
            if (!released) {
                IOException io = e instanceof IOException known ? known : new IOException(e);
                // in this order: an aborted buffer ends the body in good form, and the server must
                // never take a part of the body for the whole
                failure.accept(whole ? io : new UnreadableBodyException(io));
                releaseResources();
            }
        }
    }

    private IOException unlikeAnnounced(String has) {
        return new IOException("it was announced with " + length + " bytes and has " + has);
    }
}
