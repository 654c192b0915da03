// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.lowdefy.yaml.Node;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import java.util.List;

/**
 * A request as its file describes it.
 *
 * @param connection the id of its connection
 * @param properties the nested map that leads to a method and holds its arguments
 * @param payload the keys a message must hold, or null when the file does not say
 * @param place where it stands
 */
record RequestDefinition(
        String id, Node connection, Node properties, List<String> payload, Place place)
        implements LowdefyDocument.Definition {

    /** Names it only: its properties may hold personal data. */
    @Override
    public String toString() {
        return "request " + id;
    }
}
