// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import java.io.IOException;

/** The request did not go out, or the server vouches for not having acted on it. */
public class RequestNotSentException extends IOException {

    private static final long serialVersionUID = 1L;

    public RequestNotSentException(String message, Throwable cause) {
        super(message, cause);
    }
}
