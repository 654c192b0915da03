// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import io.github.camellowdefy.stripe.StripeProducerConfiguration;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallSender;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import io.github.camellowdefy.stripe.client.page.Backfill;
import io.github.camellowdefy.stripe.client.page.ItemIterator;
import io.github.camellowdefy.stripe.client.page.PageWalk;
import io.github.camellowdefy.stripe.client.page.ResumableBackfill;
import io.github.camellowdefy.stripe.client.page.ResumableBackfill.Shared;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/** Reads one list to its end, as {@code autoPaging} asks for. */
final class BulkRead {

    private final AtomicReference<StripeCallFuture> first = new AtomicReference<>();
    private final ItemIterator items;

    /**
     * Asks for the first page.
     *
     * @param progress where the progress of a backfill is kept, or null
     */
    BulkRead(
            StripeProducerConfiguration options,
            StripeCall call,
            AnswerFormat format,
            Shared progress,
            BiFunction<StripeCall, AnswerFormat, StripeCallFuture> connection) {
        CallSender sender =
                (page, pageFormat) -> {
                    StripeCallFuture sent = connection.apply(page, pageFormat);
                    first.compareAndSet(null, sent);
                    return sent;
                };
        long maxItems = options.getMaxItems() > 0 ? options.getMaxItems() : Long.MAX_VALUE;
        int backfill = options.getBackfill();
        if (backfill == 0) {
            items = new PageWalk(sender, call, format, maxItems);
        } else if (progress == null) {
            items = new Backfill(sender, call, format, backfill, options.isOrdered(), maxItems);
        } else {
            items = new ResumableBackfill(sender, call, format, backfill, maxItems, progress);
        }
    }

    /**
     * Refuses options that would have no effect, since their user expects one.
     *
     * @param calls where the endpoint's path leads
     * @throws IllegalArgumentException one sentence that names the option
     */
    static void check(
            StripeProducerConfiguration options, Object offsetRepository, MessageReader calls) {
        refuse(
                options.isAutoPaging() && !calls.leadTo(operation -> operation.kind().paged()),
                "autoPaging is set, but %s gives no list.".formatted(calls.path()));
        refuse(
                options.getBackfill() > 0
                        && !calls.leadTo(operation -> operation.kind() == OperationKind.LIST),
                "backfill is set, but %s gives no v1 list to cut by creation time; use autoPaging without it."
                        .formatted(calls.path()));
        refuse(
                offsetRepository != null && options.getBackfill() == 0,
                "offsetRepository is set without backfill; on a call it keeps the progress of a backfill.");
        refuse(
                offsetRepository != null && options.isOrdered(),
                "ordered is set with offsetRepository; what several runs or instances read has no order.");
    }

    private static void refuse(boolean wrong, String sentence) {
        if (wrong) {
            throw new IllegalArgumentException("The option " + sentence);
        }
    }

    ItemIterator items() {
        return items;
    }

    /** The call for the first page; null where earlier runs or other instances read it all. */
    StripeCallFuture first() {
        return first.get();
    }
}
