// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import com.stripe.exception.InvalidRequestException;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallSender;
import io.github.camellowdefy.stripe.client.answer.ModelReader;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import io.github.camellowdefy.stripe.client.answer.StripeCallFuture;
import io.github.camellowdefy.stripe.client.answer.Unanswered;
import io.github.camellowdefy.stripe.client.answer.UnreadableAnswerException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Reads pages, and finds the way on when the item a page would start after has vanished. */
final class PageFetcher {

    private final CallSender sender;
    private final AnswerFormat format;
    private final Operation operation;

    PageFetcher(CallSender sender, AnswerFormat format, Operation operation) {
        this.sender = sender;
        this.format = format;
        this.operation = operation;
    }

    CompletableFuture<Page> first(PageSequence sequence) {
        return read(sequence.first());
    }

    CompletableFuture<Page> after(PageSequence sequence, Page page) {
        return after(sequence, page, 0);
    }

    private CompletableFuture<Page> after(PageSequence sequence, Page page, int back) {
        CompletableFuture<Page> read = read(sequence.next(page, back));
        return read.handle(
                        (answer, failure) ->
                                failure != null
                                                && startIsGone(failure)
                                                && sequence.next(page, back + 1) != null
                                        ? after(sequence, page, back + 1)
                                        : read)
                .thenCompose(stage -> stage);
    }

    /** The item as the caller asked for it. */
    Object value(Page.Item item) {
        if (format != AnswerFormat.OBJECT) {
            return item.value();
        }
        try {
            return ModelReader.read((String) item.value(), operation);
        } catch (Error e) {
            // a caller that reads items one by one expects exceptions only
            throw PageWalkException.of(operation.name(), e);
        }
    }

    private CompletableFuture<Page> read(StripeCall call) {
        // typed items are made one by one from the page's text
        AnswerFormat page = format == AnswerFormat.MAP ? AnswerFormat.MAP : AnswerFormat.JSON;
        return sender.send(call, page).thenApply(answer -> page(call, answer));
    }

    private static Page page(StripeCall call, StripeAnswer answer) {
        try {
            return PageReader.read(answer.body());
        } catch (UnreadableAnswerException e) {
            throw new CompletionException(
                    Unanswered.exception(call, answer.attempts(), true, e.getMessage(), e));
        }
    }

    /** Whether a page was refused because the item to start after has been deleted. */
    static boolean startIsGone(Throwable failure) {
        return StripeCallFuture.cause(failure) instanceof InvalidRequestException refused
                && "resource_missing".equals(refused.getCode())
                && ("starting_after".equals(refused.getParam())
                        || "ending_before".equals(refused.getParam()));
    }
}
