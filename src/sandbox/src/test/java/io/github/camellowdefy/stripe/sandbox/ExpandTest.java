// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox;

import static io.github.camellowdefy.stripe.sandbox.Clients.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.PaymentSource;
import com.stripe.model.Price;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerRetrieveParams;
import com.stripe.param.CustomerTaxIdCreateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.PriceRetrieveParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.service.V1Services;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StripeSandboxExtension.class)
class ExpandTest {

    private StripeSandbox sandbox;
    private V1Services stripe;
    private String price;

    @BeforeEach
    void createAPrice() throws StripeException {
        stripe = Clients.stripe(sandbox);
        String product =
                stripe.products()
                        .create(ProductCreateParams.builder().setName("Gold").build())
                        .getId();
        price =
                stripe.prices()
                        .create(
                                PriceCreateParams.builder()
                                        .setProduct(product)
                                        .setCurrency("eur")
                                        .setUnitAmount(500L)
                                        .build())
                        .getId();
    }

    @Test
    void anIdGivesWayToItsObject() throws StripeException {
        Price expanded =
                stripe.prices()
                        .retrieve(
                                price, PriceRetrieveParams.builder().addExpand("product").build());
        assertThat(expanded.getProductObject().getName()).isEqualTo("Gold");
        assertThat(stripe.prices().retrieve(price).getProductObject()).isNull();
    }

    @Test
    void everyElementOfAListIsExpanded() throws StripeException {
        assertThat(
                        stripe.prices()
                                .list(PriceListParams.builder().addExpand("data.product").build())
                                .getData())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.getProductObject()).isNotNull());
    }

    @Test
    void aListShownOnDemandIsPutIn() throws StripeException {
        Customer customer = stripe.customers().create(CustomerCreateParams.builder().build());
        stripe.customers()
                .taxIds()
                .create(
                        customer.getId(),
                        CustomerTaxIdCreateParams.builder()
                                .setType(CustomerTaxIdCreateParams.Type.EU_VAT)
                                .setValue("DE123456789")
                                .build());
        Customer expanded =
                stripe.customers()
                        .retrieve(
                                customer.getId(),
                                CustomerRetrieveParams.builder().addExpand("tax_ids").build());
        assertThat(expanded.getTaxIds().getData())
                .singleElement()
                .satisfies(taxId -> assertThat(taxId.getValue()).isEqualTo("DE123456789"));
        assertThat(customer.getTaxIds()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"currency", "nonsense", "a.b.c.d.e", "product.name"})
    void whatIsNoReferenceCannotBeExpanded(String path) {
        assertThat(
                        send(sandbox, "GET", "/v1/prices/" + price + "?expand[]=" + path, null)
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aReferenceToNothingStaysNull() {
        assertThat(
                        send(
                                        sandbox,
                                        "GET",
                                        "/v1/prices/" + price + "?expand[]=product.default_price",
                                        null)
                                .body())
                .contains("\"default_price\":null");
    }

    @Test
    void ofAListOnlyItsItemsCanBeExpanded() {
        HttpResponse<String> answer = send(sandbox, "GET", "/v1/prices?expand[]=product", null);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains(
                        "This property cannot be expanded (product). You may want to try expanding"
                                + " 'data.product' instead.");
    }

    @Test
    void theItemsOfAListAreALevelOfTheFour() {
        String path = "data.product.default_price.product";
        assertThat(send(sandbox, "GET", "/v1/prices?expand[]=" + path, null).statusCode())
                .isEqualTo(200);
        HttpResponse<String> answer =
                send(sandbox, "GET", "/v1/prices?expand[]=" + path + ".default_price", null);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"property_expansion_max_depth\"");
    }

    @Test
    void aCustomersCardsAreShownOnDemand() throws StripeException {
        Customer customer =
                stripe.customers()
                        .create(CustomerCreateParams.builder().setSource("tok_visa").build());
        Customer expanded =
                stripe.customers()
                        .retrieve(
                                customer.getId(),
                                CustomerRetrieveParams.builder().addExpand("sources").build());
        assertThat(expanded.getSources().getData())
                .extracting(PaymentSource::getId)
                .containsExactly(customer.getDefaultSource());
    }
}
