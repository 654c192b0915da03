// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import java.io.IOException;

/** What was to be uploaded could not be read to its end; Stripe never had a whole request. */
public class UnreadableBodyException extends RequestNotSentException {

    private static final long serialVersionUID = 1L;

    public UnreadableBodyException(IOException cause) {
        super("what was to be uploaded could not be read: " + cause.getMessage(), cause);
    }
}
