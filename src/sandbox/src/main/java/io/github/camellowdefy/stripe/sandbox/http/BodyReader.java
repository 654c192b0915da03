// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads the body of a request as it comes; a client that is slow to send it holds no thread. */
final class BodyReader implements Runnable {

    /** What becomes of a body; one of these is called, once. */
    interface Reader {
        /** The body is there. */
        void read(byte[] body);

        /** It is larger than is taken; what is left of it is not read. */
        void tooLarge();

        /** It ended before it was complete. */
        void broken(Throwable cause);
    }

    private static final int FIRST = 4096;

    private final Request request;
    private final int most;
    private final Reader reader;
    private final ByteArrayOutputStream body;

    BodyReader(Request request, int most, Reader reader) {
        this.request = request;
        this.most = most;
        this.reader = reader;
        this.body =
                new ByteArrayOutputStream((int) Math.max(0, Math.min(request.getLength(), FIRST)));
    }

    /** Reads what is there; called again when there is more. */
    @Override
    public void run() {
        if (request.getLength() > most) {
            reader.tooLarge();
            return;
        }
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                reader.broken(chunk.getFailure());
                return;
            }
            add(chunk);
            if (body.size() > most) {
                reader.tooLarge();
                return;
            }
            if (chunk.isLast()) {
                reader.read(body.toByteArray());
                return;
            }
        }
    }

    private void add(Content.Chunk chunk) {
        ByteBuffer bytes = chunk.getByteBuffer();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        body.writeBytes(copy);
        chunk.release();
    }
}
