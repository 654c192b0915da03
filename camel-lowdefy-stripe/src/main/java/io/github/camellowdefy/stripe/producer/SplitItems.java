// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import io.github.camellowdefy.stripe.client.page.ItemIterator;
import io.github.camellowdefy.stripe.client.page.PageWalkException;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeExtension;

/**
 * The items of a list as the body of a message, fit for Camel's splitter. Before it gives an item
 * to the route, the splitter asks for the next one; and when it stops at an item that failed, it
 * takes all that are left to throw them away. So a page that cannot be read fails only after the
 * item before it was processed, and an exchange that has come to its end gets no more items.
 */
final class SplitItems implements ItemIterator {

    private final ItemIterator items;
    private final Exchange exchange;
    private final boolean startedAtEnd;
    private boolean asked = true;
    private PageWalkException failure;

    SplitItems(ItemIterator items, Exchange exchange) {
        this.items = items;
        this.exchange = exchange;
        // as where an exception is handled
        this.startedAtEnd = isAtEnd();
    }

    @Override
    public boolean hasNext() {
        throwFailure();
        if (isAtEnd()) {
            close();
            return false;
        }
        boolean again = asked;
        asked = true;
        try {
            return items.hasNext();
        } catch (PageWalkException e) {
            if (isAtEnd()) {
                // another thread of the splitter has closed the walk
                return false;
            }
            if (again) {
                throw e;
            }
            failure = e;
            return true;
        }
    }

    @Override
    public Object next() {
        throwFailure();
        Object item = items.next();
        asked = false;
        return item;
    }

    @Override
    public CompletionStage<?> started() {
        return items.started();
    }

    @Override
    public void processed() {
        items.processed();
    }

    @Override
    public void close() {
        items.close();
    }

    private void throwFailure() {
        if (failure != null) {
            PageWalkException now = failure;
            failure = null;
            throw now;
        }
    }

    private boolean isAtEnd() {
        ExchangeExtension extension = exchange.getExchangeExtension();
        return !startedAtEnd
                && (exchange.getException() != null
                        || exchange.isRollbackOnly()
                        || exchange.isRouteStop()
                        || extension.isErrorHandlerHandledSet()
                                && extension.isErrorHandlerHandled());
    }
}
