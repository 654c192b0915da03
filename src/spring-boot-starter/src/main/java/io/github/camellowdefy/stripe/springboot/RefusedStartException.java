// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot;

import org.apache.camel.CamelContext;
import org.apache.camel.VetoCamelContextStartException;

/** Ends the start of Camel because the component refuses an option or an endpoint. */
final class RefusedStartException extends VetoCamelContextStartException {

    private static final long serialVersionUID = 1;

    private final String where;

    /**
     * @param where what needs the option, for people to read
     */
    RefusedStartException(Throwable refusal, String where, CamelContext context) {
        super(refusal.getMessage(), refusal, context, true);
        this.where = where;
    }

    String where() {
        return where;
    }
}
