// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultUnitOfWork;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose key is whose, where exchanges come and go. */
class KeysOfDiscardedCopiesTest {

    private static final PendingKeys.Key KEY_1 = new PendingKeys.Key("key-1", true);
    private static final PendingKeys.Key KEY_2 = new PendingKeys.Key("key-2", false);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final KeysOfDiscardedCopies keys = new KeysOfDiscardedCopies();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aPooledUnitOfWorkBringsTheNextExchangeNoKeyOfTheOneBefore() {
        Exchange first = new DefaultExchange(context);
        Exchange second = new DefaultExchange(context);
        UnitOfWork pooled = new DefaultUnitOfWork(first);
        first.getExchangeExtension().setUnitOfWork(pooled);
        second.getExchangeExtension().setUnitOfWork(pooled);

        keys.keep(first, "digest", KEY_1, new Exception());
        assertThat(keys.find(first, "digest")).isEqualTo(KEY_1);
        assertThat(keys.find(second, "digest")).isNull();

        keys.keep(second, "other", KEY_2, new Exception());
        assertThat(keys.find(second, "other")).isEqualTo(KEY_2);
        assertThat(keys.find(first, "digest")).isNull();
    }

    @Test
    void anExceptionThatIsItsOwnCauseIsSurvived() {
        Exchange exchange = new DefaultExchange(context);
        Exception outer = new Exception();
        outer.initCause(new Exception(outer));
        exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, outer);
        keys.keep(exchange, "digest", KEY_1, new Exception());

        assertThat(keys.in(exchange)).isFalse();
    }
}
