// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.lowdefy.yaml.Node;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;

/**
 * A connection as its file describes it.
 *
 * @param properties its options, in which operators may stand
 * @param place where it stands
 */
record ConnectionDefinition(String id, Node.Mapping properties, Place place)
        implements LowdefyDocument.Definition {

    /** Names it only: its properties may hold a key. */
    @Override
    public String toString() {
        return "connection " + id;
    }
}
