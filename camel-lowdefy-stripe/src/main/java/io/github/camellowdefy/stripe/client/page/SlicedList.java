// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import io.github.camellowdefy.stripe.client.encode.ParamValue;
import io.github.camellowdefy.stripe.client.http.TimeBounds;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A list that can be cut by the time at which its items were created.
 *
 * @param list the call without its time filter
 * @param pageSize how many items a page has
 * @param bounds what its time filter said
 */
record SlicedList(StripeCall list, int pageSize, TimeBounds bounds) {

    private static final int LARGEST_PAGE = 100;

    /**
     * @throws InvalidStripeCallException when the call cannot be cut by time
     */
    static SlicedList of(StripeCall call) {
        if (call.operation().kind() != OperationKind.LIST) {
            throw new InvalidStripeCallException(
                    "backfill reads v1 lists by their creation time, but "
                            + call.operation().name()
                            + " is none; use autoPaging without backfill.");
        }
        for (String param : List.of("starting_after", "ending_before")) {
            if (call.params().get(param) != null) {
                throw new InvalidStripeCallException(
                        "backfill reads by creation time and cannot also use "
                                + param
                                + "; bound it with created: {gte: ..., lt: ...} instead.");
            }
        }
        TimeBounds bounds = TimeBounds.of(call);
        Map<String, Object> params = new LinkedHashMap<>(call.params());
        params.remove("created");
        params.putIfAbsent("limit", LARGEST_PAGE);
        return new SlicedList(call.with(params), pageSize(params.get("limit")), bounds);
    }

    private static int pageSize(Object limit) {
        String text = String.valueOf(ParamValue.plain(limit, "limit"));
        try {
            int size = new BigDecimal(text).intValueExact();
            if (size >= 1 && size <= LARGEST_PAGE) {
                return size;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // said below
        }
        throw new InvalidStripeCallException(
                "limit was given \"" + text + "\", expected a whole number from 1 to 100.");
    }
}
