// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiConnectionException;
import com.stripe.model.Customer;
import io.github.camellowdefy.stripe.client.PagedStripe;
import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import io.github.camellowdefy.stripe.client.answer.CallSender;
import io.github.camellowdefy.stripe.client.answer.StripeAnswer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageWalkTest {

    private static final long ALL = Long.MAX_VALUE;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101, 250, 300})
    void readsEveryItemOnceHoweverManyThereAre(int size) {
        PagedStripe stripe = PagedStripe.holding(size);

        assertThat(idsOf(walk(stripe, Map.of(), ALL))).isEqualTo(stripe.ids());
        assertThat(stripe.calls).hasSize(Math.max(1, (size + 99) / 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers.search", "v2.core.accounts.list"})
    void walksSearchesAndListsOfV2ByTheirOwnTokens(String operation) {
        PagedStripe stripe = PagedStripe.holding(250);

        PageWalk walk = walk(stripe, operation, AnswerFormat.MAP);

        assertThat(idsOf(walk)).isEqualTo(stripe.ids());
    }

    @Test
    void walksTowardsNewerItemsWithEndingBefore() {
        PagedStripe stripe = PagedStripe.holding(250);

        List<String> ids = idsOf(walk(stripe, Map.of("ending_before", "cus_9"), ALL));

        assertThat(ids).hasSize(240).startsWith("cus_10", "cus_11").endsWith("cus_249");
    }

    @Test
    void asksForAHundredAPageUnlessALimitIsGiven() {
        PagedStripe stripe = PagedStripe.holding(5);

        idsOf(walk(stripe, Map.of(), ALL));
        idsOf(walk(stripe, Map.of("limit", 3), ALL));

        assertThat(stripe.calls)
                .extracting(call -> String.valueOf(call.params().get("limit")))
                .containsExactly("100", "3", "3");
    }

    @Test
    void stopsAtMaxItemsAndAsksForNoMoreThanThat() {
        PagedStripe stripe = PagedStripe.holding(500);

        assertThat(idsOf(walk(stripe, Map.of(), 7))).hasSize(7);
        assertThat(idsOf(walk(stripe, Map.of(), 120))).hasSize(120);
        assertThat(stripe.calls)
                .extracting(call -> String.valueOf(call.params().get("limit")))
                .containsExactly("7", "100", "100");
    }

    @Test
    void readsOnePageAheadAndNoMore() {
        PagedStripe stripe = PagedStripe.holding(1000);

        PageWalk walk = walk(stripe, Map.of(), ALL);
        assertThat(stripe.calls).hasSize(1);
        walk.next();
        assertThat(stripe.calls).hasSize(2);
    }

    @Test
    void itemsThatVanishBetweenPagesNeitherEndNorRepeatTheWalk() {
        PagedStripe stripe = PagedStripe.holding(300);
        // the last two of the first page, one of which the second page would start after
        stripe.beforeAnswer =
                number ->
                        stripe.newestFirst.removeIf(
                                item ->
                                        number == 2
                                                && List.of("cus_200", "cus_201")
                                                        .contains(item.get("id")));

        List<String> ids = idsOf(walk(stripe, Map.of(), ALL));

        assertThat(ids).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void itemsThatAppearBetweenPagesDoNotRepeatOthers() {
        PagedStripe stripe = PagedStripe.holding(300);
        stripe.beforeAnswer = number -> stripe.add("cus_new_" + number, 1_800_000_000L + number);

        PageWalk walk = walk(stripe, "customers.search", AnswerFormat.MAP);

        assertThat(idsOf(walk)).doesNotHaveDuplicates().contains("cus_0", "cus_299");
    }

    @Test
    void aPageThatFailsIsReadAgainWhenAskedAgain() {
        PagedStripe stripe = PagedStripe.holding(150);
        AtomicBoolean broken = new AtomicBoolean();
        CallSender unreliable =
                (call, format) ->
                        broken.get()
                                ? CompletableFuture.failedFuture(
                                        new ApiConnectionException("connection reset"))
                                : stripe.send(call, format);
        broken.set(true);
        PageWalk walk = walk(unreliable, "customers.list", AnswerFormat.MAP);

        assertThatThrownBy(walk::hasNext)
                .isInstanceOf(PageWalkException.class)
                .hasMessage("The next page of customers.list could not be read.")
                .hasCauseInstanceOf(ApiConnectionException.class);
        broken.set(false);
        assertThat(idsOf(walk)).isEqualTo(stripe.ids());
    }

    @Test
    void closingCancelsThePageUnderWay() {
        CompletableFuture<StripeAnswer> underWay = new CompletableFuture<>();
        PageWalk walk = walk((call, format) -> underWay, "customers.list", AnswerFormat.MAP);

        walk.close();

        assertThat(walk.hasNext()).isFalse();
    }

    @Test
    void givesEachItemsTextWithoutBuildingMaps() {
        PagedStripe stripe = PagedStripe.holding(2);

        PageWalk walk = walk(stripe, "customers.list", AnswerFormat.JSON);

        assertThat(walk.next())
                .asString()
                .startsWith("{")
                .endsWith("}")
                .contains("\"id\":\"cus_1\"", "\"created\":1700000001");
    }

    @Test
    void givesTypedItems() {
        PagedStripe stripe = PagedStripe.holding(0);
        stripe.add("cus_typed", 1_700_000_000L);
        stripe.newestFirst.get(0).put("object", "customer");

        PageWalk walk = walk(stripe, "customers.list", AnswerFormat.OBJECT);

        assertThat(walk.next())
                .isInstanceOfSatisfying(
                        Customer.class,
                        customer -> assertThat(customer.getId()).isEqualTo("cus_typed"));
    }

    @Test
    void refusesToWalkWhatHasNoPages() {
        assertThatThrownBy(() -> walk(PagedStripe.holding(0), "balance.retrieve", AnswerFormat.MAP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "balance.retrieve answers with one object; only a list or a search has"
                                + " pages.");
    }

    private static PageWalk walk(CallSender stripe, String operation, AnswerFormat format) {
        return new PageWalk(stripe, PagedStripe.call(operation, Map.of()), format, ALL);
    }

    private static PageWalk walk(PagedStripe stripe, Map<String, Object> params, long maxItems) {
        return new PageWalk(
                stripe, PagedStripe.call("customers.list", params), AnswerFormat.MAP, maxItems);
    }

    static List<String> idsOf(Iterator<Object> items) {
        List<String> ids = new ArrayList<>();
        items.forEachRemaining(item -> ids.add((String) ((Map<?, ?>) item).get("id")));
        return ids;
    }
}
