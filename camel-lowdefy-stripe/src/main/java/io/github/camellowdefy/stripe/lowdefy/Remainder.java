// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.catalog.EditDistance;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Unresolved;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;

/** The part of a file that becomes neither a connection nor a route. */
final class Remainder {

    private final List<String> leftAlone = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** A connection or request of another type: a warning when it was probably meant for Stripe. */
    void other(Node node, String kind, String wanted, boolean isForStripe) {
        String id = node.get("id").text();
        String type = node.get("type").text();
        if (isForStripe || isNear(type, wanted)) {
            warnings.add(
                    "%s: the %s %s is of type %s and left out; write the type %s if it is for Stripe"
                            .formatted(node.get("type").place(), kind, id, type, wanted));
        } else {
            leftAlone.add(kind + " " + id + " of type " + type);
        }
    }

    void unread(Unresolved unresolved) {
        leftAlone.add(unresolved.place() + " because " + unresolved.reason());
    }

    /** A request with an operator that needs the routine the request is a step of. */
    void ofRoutine(String request, String operator, Place place) {
        warnings.add(
                "%s: the request %s is left out: %s has a value only inside a routine, which Camel does not run; put the value in the message and read it with _payload"
                        .formatted(place, request, operator));
    }

    /** The whole file, of which so many connections and requests are used. */
    void ofFile(String location, int used) {
        if (used == 0 && warnings.isEmpty()) {
            warnings.add(
                    location
                            + ": the file holds no connection of type Stripe and no request of type StripeRequest; no route is made of it");
        }
    }

    void report(Logger log, String location) {
        warnings.forEach(log::warn);
        if (!leftAlone.isEmpty()) {
            log.info(
                    "{} also holds definitions that are not for Stripe and are ignored: {}",
                    location,
                    String.join("; ", leftAlone));
        }
    }

    private static boolean isNear(String type, String wanted) {
        int most = wanted.length() / 6 + 1;
        String read = type.toLowerCase(Locale.ROOT);
        return read.contains("stripe")
                || EditDistance.of(read, wanted.toLowerCase(Locale.ROOT), most) < most;
    }
}
