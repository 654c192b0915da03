// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Unresolved;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import java.util.List;

/**
 * The definitions of one Lowdefy file that concern Stripe.
 *
 * @param location the file, as Camel names it
 * @param connections of type {@code Stripe}
 * @param requests of type {@code StripeRequest}, from wherever they stand
 * @param unread connections that cannot be read, for a reason such as a missing file
 * @param remainder the rest of the file
 */
record LowdefyDocument(
        String location,
        List<ConnectionDefinition> connections,
        List<RequestDefinition> requests,
        List<Unresolved> unread,
        Remainder remainder) {

    /** A definition with an id that no other of its kind may have. */
    interface Definition {

        String id();

        Place place();
    }

    LowdefyDocument {
        connections = List.copyOf(connections);
        requests = List.copyOf(requests);
        unread = List.copyOf(unread);
    }
}
