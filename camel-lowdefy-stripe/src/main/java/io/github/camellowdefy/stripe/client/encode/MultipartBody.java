// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** Segments read one after the other, each opened when its turn comes. */
record MultipartBody(String contentType, List<UploadContent> segments) implements WireRequest.Body {

    @Override
    public long length() {
        long length = 0;
        for (UploadContent segment : segments) {
            if (segment.length() < 0) {
                return -1;
            }
            length += segment.length();
        }
        return length;
    }

    @Override
    public boolean isRepeatable() {
        return segments.stream().allMatch(UploadContent::repeatable);
    }

    @Override
    public InputStream open() {
        return new Segments(segments.iterator());
    }

    private static final class Segments extends InputStream {
        private final Iterator<UploadContent> rest;
        private InputStream current = InputStream.nullInputStream();

        Segments(Iterator<UploadContent> rest) {
            this.rest = rest;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int read = current.read(bytes, offset, length);
            while (read < 0 && rest.hasNext()) {
                current.close();
                current = rest.next().opener().open();
                read = current.read(bytes, offset, length);
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            current.close();
        }
    }
}
