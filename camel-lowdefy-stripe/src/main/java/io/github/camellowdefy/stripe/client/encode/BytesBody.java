// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * A body that is in memory already.
 *
 * @param contentType the {@code Content-Type} to send
 * @param bytes the body, not copied
 */
public record BytesBody(String contentType, byte[] bytes) implements WireBody {

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}
