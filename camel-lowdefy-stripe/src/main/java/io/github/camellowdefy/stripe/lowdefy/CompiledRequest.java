// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.lowdefy.yaml.Node;
import org.apache.camel.Expression;

/**
 * A request that is ready to become a route.
 *
 * @param definition what the file says
 * @param operation the part of the nested map that is known, as the path of an endpoint such as
 *     {@code customers/list}; empty when operators decide all of it; null when there is no call
 * @param arguments the rest, as the file says it
 * @param body evaluates the rest for a message
 */
record CompiledRequest(
        RequestDefinition definition, String operation, Node arguments, Expression body) {

    String connection() {
        return definition.connection().text();
    }

    /** The endpoint that is called, without its connection. */
    String uri() {
        return operation.isEmpty() ? "stripe" : "stripe:" + operation;
    }

    /** For a list of routes. */
    String description() {
        String what = operation == null ? String.join(".", ConstructEvent.PATH) : operation;
        return what.isEmpty()
                ? "A request of the connection " + connection()
                : what.replace('/', '.') + " of the connection " + connection();
    }
}
