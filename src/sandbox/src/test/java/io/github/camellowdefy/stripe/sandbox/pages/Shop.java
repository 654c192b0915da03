// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pages;

import io.github.camellowdefy.stripe.sandbox.StripeSandbox;
import java.util.Map;

/** A shop's orders, made by its seed file. */
final class Shop {

    /** Where the shop's pages are; nobody answers there. */
    static final String HOME = "http://127.0.0.1:9";

    private static final String FIXTURES =
            """
            fixtures:
              - {name: ada, path: /v1/customers, params: {name: Ada, email: ada@example.com}}
              - name: book
                path: /v1/prices
                params: {currency: eur, unit_amount: 1999, product_data: {name: "Notes & sketches <2nd edition>"}}
              - name: club
                path: /v1/prices
                params: {currency: eur, unit_amount: 900, recurring: {interval: month}, product_data: {name: Club}}
              - name: payment
                path: /v1/checkout/sessions
                params: &order
                  mode: payment
                  success_url: "HOME/done?session={CHECKOUT_SESSION_ID}"
                  cancel_url: HOME/cart
                  line_items: [{price: "${book:id}", quantity: 2}]
              - {name: second, path: /v1/checkout/sessions, params: *order}
              - {name: third, path: /v1/checkout/sessions, params: *order}
              - name: subscription
                path: /v1/checkout/sessions
                params:
                  mode: subscription
                  success_url: HOME/done
                  line_items: [{price: "${club:id}", quantity: 1}]
              - name: setup
                path: /v1/checkout/sessions
                params: {mode: setup, success_url: HOME/done, currency: eur, customer: "${ada:id}"}
              - name: link
                path: /v1/payment_links
                params: {line_items: [{price: "${book:id}", quantity: 1}], metadata: {campaign: spring}}
              - name: intent
                path: /v1/payment_intents
                params: &intent
                  amount: 2000
                  currency: eur
                  confirm: true
                  payment_method: pm_card_authenticationRequired
                  payment_method_types: [card]
                  return_url: HOME/back?order=7
              - {name: other, path: /v1/payment_intents, params: *intent}
              - name: saved
                path: /v1/setup_intents
                params:
                  confirm: true
                  payment_method: pm_card_authenticationRequired
                  payment_method_types: [card]
                  return_url: HOME/saved
              - name: item
                path: /v1/invoiceitems
                params: {customer: "${ada:id}", amount: 1500, currency: eur, description: Repair}
              - name: draft
                path: /v1/invoices
                params:
                  customer: "${ada:id}"
                  currency: eur
                  collection_method: send_invoice
                  days_until_due: 30
                  pending_invoice_items_behavior: include
              - {name: invoice, path: "/v1/invoices/${draft:id}/finalize"}
            """;

    private Shop() {}

    static Map<String, Map<String, Object>> open(StripeSandbox sandbox) {
        return io.github.camellowdefy.stripe.sandbox.seed.SeedFile.of(
                        "shop.yaml", FIXTURES.replace("HOME", HOME))
                .plant(sandbox.engine(), sandbox.secretKey());
    }

    static String url(Map<String, Object> object) {
        Object url =
                object.containsKey("hosted_invoice_url")
                        ? object.get("hosted_invoice_url")
                        : object.get("url");
        if (url == null) {
            Map<?, ?> action = (Map<?, ?>) object.get("next_action");
            url = ((Map<?, ?>) action.get("redirect_to_url")).get("url");
        }
        return (String) url;
    }
}
