// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event;

import com.stripe.model.v2.EventNotificationClassLookup;
import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.catalog.EditDistance;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The types of event stripe-java knows. Stripe has newer ones, so that an unknown one is no error.
 */
public final class KnownTypes {

    /** Of snapshots, as webhook endpoints are created for. */
    public static final List<String> SNAPSHOTS =
            Arrays.stream(EnabledEvent.values())
                    .map(EnabledEvent::getValue)
                    .filter(name -> !name.equals("*"))
                    .toList();

    /** Of thin events, as event destinations are created for. */
    public static final List<String> THIN =
            EventNotificationClassLookup.eventClassLookup.keySet().stream().sorted().toList();

    private static final List<String> ALL =
            Stream.concat(SNAPSHOTS.stream(), THIN.stream()).toList();

    private static final int FAR = 100;

    private KnownTypes() {}

    /**
     * One sentence about each configured type or pattern that fits no known type, as a typo does.
     */
    public static List<String> doubts(EventTypes wanted) {
        return wanted.without(ALL).stream().map(KnownTypes::doubt).toList();
    }

    private static String doubt(String wanted) {
        Optional<String> nearest =
                ALL.stream()
                        .min(Comparator.comparingInt(known -> EditDistance.of(wanted, known, FAR)));
        return "types holds '%s', which is no event this version knows, the nearest is %s; unless it is new at Stripe it will never come."
                .formatted(Excerpt.plain(wanted), nearest.orElseThrow());
    }
}
