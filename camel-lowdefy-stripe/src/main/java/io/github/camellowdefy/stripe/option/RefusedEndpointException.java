// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.option;

import org.apache.camel.NoSuchEndpointException;

/**
 * Refuses the URI of an endpoint without repeating it. Camel passes on this kind of exception alone
 * as it is: to any other it adds the URI, in which the value of a misspelt {@code secretKey} is a
 * key.
 */
public final class RefusedEndpointException extends NoSuchEndpointException {

    private static final long serialVersionUID = 1;

    /**
     * @param endpoint the URI without its options
     */
    public RefusedEndpointException(String endpoint, IllegalArgumentException refusal) {
        super(endpoint);
        initCause(refusal);
    }

    @Override
    public String getMessage() {
        return getCause().getMessage();
    }
}
