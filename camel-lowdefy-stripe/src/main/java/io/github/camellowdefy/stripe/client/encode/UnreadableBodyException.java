// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import java.io.IOException;

/**
 * The content of an upload could not be read to its end; Stripe never received a complete request.
 */
public class UnreadableBodyException extends RequestNotSentException {

    private static final long serialVersionUID = 1L;

    public UnreadableBodyException(IOException cause) {
        super("what was to be uploaded could not be read: " + cause.getMessage(), cause);
    }
}
