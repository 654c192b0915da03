// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.Plan;
import com.stripe.model.Price;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.PlanCreateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceCreateParams.BillingScheme;
import com.stripe.param.PriceCreateParams.Recurring;
import com.stripe.param.PriceCreateParams.Tier;
import com.stripe.param.PriceCreateParams.TiersMode;
import com.stripe.param.PriceCreateParams.TransformQuantity;
import org.junit.jupiter.api.Test;

class PriceScenariosTest extends Scenario {

    @Test
    void graduatedTiersPriceEachPartByItsOwnTier() throws StripeException {
        Price price = stripe.prices().create(tiered(TiersMode.GRADUATED).build());
        assertThat(cost(price, 5)).isEqualTo(1000 + 5 * 100);
        assertThat(cost(price, 8)).isEqualTo(1000 + 5 * 100 + 3 * 50);
    }

    @Test
    void volumeTiersPriceAllByTheTierItFallsInto() throws StripeException {
        Price price = stripe.prices().create(tiered(TiersMode.VOLUME).build());
        assertThat(cost(price, 5)).isEqualTo(1000 + 5 * 100);
        assertThat(cost(price, 8)).isEqualTo(8 * 50);
    }

    @Test
    void packagesAreRoundedAsThePriceSays() throws StripeException {
        Price price =
                stripe.prices()
                        .create(
                                monthly()
                                        .setUnitAmount(700L)
                                        .setTransformQuantity(
                                                TransformQuantity.builder()
                                                        .setDivideBy(10L)
                                                        .setRound(TransformQuantity.Round.UP)
                                                        .build())
                                        .build());
        assertThat(cost(price, 21)).isEqualTo(3 * 700);
    }

    @Test
    void tiersAreTheAnswersToExpand() throws StripeException {
        Price price =
                stripe.prices().create(tiered(TiersMode.GRADUATED).addExpand("tiers").build());
        assertThat(price.getTiersMode()).isEqualTo("graduated");
        assertThat(price.getTiers()).extracting(Price.Tier::getUpTo).containsExactly(5L, null);
        Price plain =
                stripe.prices().create(monthly().setUnitAmount(5L).addExpand("tiers").build());
        assertThat(plain.getTiers()).isNull();
        assertThat(
                        refused(
                                        () ->
                                                stripe.prices()
                                                        .create(
                                                                monthly()
                                                                        .setBillingScheme(
                                                                                BillingScheme
                                                                                        .TIERED)
                                                                        .addTier(tier(5, 100, 0))
                                                                        .build()))
                                .getParam())
                .isEqualTo("tiers_mode");
    }

    @Test
    void aPlanMakesItsProductAndIsAPriceAsWell() throws StripeException {
        Plan plan =
                stripe.plans()
                        .create(
                                PlanCreateParams.builder()
                                        .setCurrency("usd")
                                        .setInterval(PlanCreateParams.Interval.MONTH)
                                        .setAmount(900L)
                                        .setProduct(
                                                PlanCreateParams.Product.builder()
                                                        .setName("Gold")
                                                        .build())
                                        .build());
        assertThat(stripe.products().retrieve(plan.getProduct()).getName()).isEqualTo("Gold");
        assertThat(stripe.prices().retrieve(plan.getId()).getUnitAmount()).isEqualTo(900L);
        Price price = monthlyPrice(400);
        assertThat(stripe.plans().retrieve(price.getId()).getAmount()).isEqualTo(400L);
    }

    private long cost(Price price, long quantity) throws StripeException {
        Invoice preview =
                stripe.invoices()
                        .createPreview(
                                InvoiceCreatePreviewParams.builder()
                                        .setCustomer(customer().getId())
                                        .setSubscriptionDetails(
                                                InvoiceCreatePreviewParams.SubscriptionDetails
                                                        .builder()
                                                        .addItem(
                                                                InvoiceCreatePreviewParams
                                                                        .SubscriptionDetails.Item
                                                                        .builder()
                                                                        .setPrice(price.getId())
                                                                        .setQuantity(quantity)
                                                                        .build())
                                                        .build())
                                        .build());
        return preview.getTotal();
    }

    private static PriceCreateParams.Builder tiered(TiersMode mode) {
        return monthly()
                .setBillingScheme(BillingScheme.TIERED)
                .setTiersMode(mode)
                .addTier(tier(5, 100, 1000))
                .addTier(Tier.builder().setUpTo(Tier.UpTo.INF).setUnitAmount(50L).build());
    }

    private static Tier tier(long upTo, long each, long flat) {
        return Tier.builder().setUpTo(upTo).setUnitAmount(each).setFlatAmount(flat).build();
    }

    private static PriceCreateParams.Builder monthly() {
        return PriceCreateParams.builder()
                .setCurrency("usd")
                .setRecurring(Recurring.builder().setInterval(Recurring.Interval.MONTH).build())
                .setProductData(PriceCreateParams.ProductData.builder().setName("Gold").build());
    }
}
