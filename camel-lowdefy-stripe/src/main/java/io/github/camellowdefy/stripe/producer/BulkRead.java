// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import io.github.camellowdefy.stripe.StripeProducerConfiguration;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallOutcome;
import io.github.camellowdefy.stripe.client.answer.CallReport;
import io.github.camellowdefy.stripe.client.answer.CallSender;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import io.github.camellowdefy.stripe.client.page.Backfill;
import io.github.camellowdefy.stripe.client.page.ItemIterator;
import io.github.camellowdefy.stripe.client.page.PageWalk;
import io.github.camellowdefy.stripe.client.page.ResumableBackfill;
import io.github.camellowdefy.stripe.client.page.ResumableBackfill.Shared;
import java.util.Comparator;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;

/** Reads one list to its end, as {@code autoPaging} asks for. */
final class BulkRead {

    /** The calls sent before the first page came; several slices are asked for at once. */
    private final Queue<StripeCallFuture> sent = new ConcurrentLinkedQueue<>();

    private final StripeCallFuture first = new StripeCallFuture(null);
    private final boolean reading;
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
                    StripeCallFuture answer = connection.apply(page, pageFormat);
                    if (!first.isDone()) {
                        sent.add(answer);
                    }
                    return answer;
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
        reading = !sent.isEmpty();
        first.onAbandon(why -> sent.forEach(page -> page.abandon(why)));
        items.started().whenComplete((page, failure) -> started(failure));
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

    /** Ends with the first page, or as its call failed; null where there is nothing to read. */
    StripeCallFuture first() {
        return reading ? first : null;
    }

    /** Any of the calls may be the first to end; its report is the one that fits the result. */
    private void started(Throwable failure) {
        CallReport report =
                sent.stream()
                        .map(StripeCallFuture::report)
                        .filter(Objects::nonNull)
                        .min(Comparator.comparing(ended -> isSuccess(ended) != (failure == null)))
                        .orElse(null);
        first.end(report, null, failure == null ? null : StripeCallFuture.cause(failure));
        sent.clear();
    }

    private static boolean isSuccess(CallReport report) {
        return report.outcome() == CallOutcome.SUCCEEDED;
    }
}
