// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import java.io.IOException;
import java.io.InputStream;

/** The body of a request. */
public interface WireBody {

    /** The {@code Content-Type} to send. */
    String contentType();

    /** The length in bytes, or -1 when it is not known before it has been read. */
    long length();

    /**
     * Whether {@link #open()} gives the same bytes every time, so that an attempt can be repeated.
     */
    boolean isRepeatable();

    /** The bytes, from the start. */
    InputStream open() throws IOException;
}
