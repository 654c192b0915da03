// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import io.github.camellowdefy.stripe.signature.SignatureSigner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Deliveries as Stripe makes them: a payment intent of 4 KB, pretty-printed, and its signature. */
final class WebhookEvents {

    static final String SECRET = "whsec_of_the_benchmark";

    private static final SignatureSigner SIGNER = new SignatureSigner(SECRET);

    private static final String EVENT =
            """
            {
              "id": "evt_3PxKj2LkdIwHu7ix0%08d",
              "object": "event",
              "api_version": "2026-07-29.dahlia",
              "created": 1790000000,
              "data": {
                "object": {
                  "id": "pi_3PxKj2LkdIwHu7ix0abcdef1",
                  "object": "payment_intent",
                  "amount": 2000,
                  "amount_capturable": 0,
                  "amount_details": {
                    "tip": {
                    }
                  },
                  "amount_received": 2000,
                  "application": null,
                  "application_fee_amount": null,
                  "automatic_payment_methods": {
                    "allow_redirects": "always",
                    "enabled": true
                  },
                  "canceled_at": null,
                  "cancellation_reason": null,
                  "capture_method": "automatic_async",
                  "client_secret": "pi_3PxKj2LkdIwHu7ix0abcdef1_secret_ZmFrZVNlY3JldEZvckE",
                  "confirmation_method": "automatic",
                  "created": 1789999990,
                  "currency": "eur",
                  "customer": "cus_QnffrFeUfNV2Hi",
                  "description": "Order 6735: 2 × Kaffee, 1 × Müsli",
                  "excluded_payment_method_types": null,
                  "last_payment_error": null,
                  "latest_charge": "ch_3PxKj2LkdIwHu7ix0qUZqGK1x",
                  "livemode": false,
                  "metadata": {
                    "order": "6735",
                    "channel": "web",
                    "warehouse": "fra-2",
                    "basket": "9f1c7e0a-4f5b-4a31-a6f4-1f7f5c9b2a77"
                  },
                  "next_action": null,
                  "on_behalf_of": null,
                  "payment_method": "pm_1PxKj2LkdIwHu7ixTn3vYb5c",
                  "payment_method_configuration_details": {
                    "id": "pmc_1O8x2nLkdIwHu7ixLqYk2wVb",
                    "parent": null
                  },
                  "payment_method_options": {
                    "card": {
                      "installments": null,
                      "mandate_options": null,
                      "network": null,
                      "request_three_d_secure": "automatic"
                    },
                    "link": {
                      "persistent_token": null
                    },
                    "paypal": {
                      "preferred_locale": null,
                      "reference": null
                    },
                    "sepa_debit": {
                    }
                  },
                  "payment_method_types": [
                    "card",
                    "link",
                    "paypal",
                    "sepa_debit"
                  ],
                  "processing": null,
                  "receipt_email": "jenny.rosen@example.com",
                  "review": null,
                  "setup_future_usage": "off_session",
                  "shipping": {
                    "address": {
                      "city": "Frankfurt am Main",
                      "country": "DE",
                      "line1": "Kaiserstraße 29",
                      "line2": null,
                      "postal_code": "60311",
                      "state": null
                    },
                    "carrier": "DHL",
                    "name": "Jenny Rosen",
                    "phone": "+49 69 1234567",
                    "tracking_number": "00340434161094042557"
                  },
                  "source": null,
                  "statement_descriptor": null,
                  "statement_descriptor_suffix": "ORDER 6735",
                  "status": "succeeded",
                  "transfer_data": null,
                  "transfer_group": null
                }
              },
              "livemode": false,
              "pending_webhooks": 1,
              "request": {
                "id": "req_9QkXhmTz4ZpPqR",
                "idempotency_key": "4f1c2d3e-9a8b-4c7d-8e6f-0a1b2c3d4e5f"
              },
              "type": "payment_intent.succeeded"
            }
            """;

    /** What is posted. */
    record Signed(byte[] payload, String header) {}

    private WebhookEvents() {}

    /** The event of this number, signed now. */
    static Signed signed(int number) {
        byte[] payload = EVENT.formatted(number).getBytes(StandardCharsets.UTF_8);
        return new Signed(payload, SIGNER.header(payload, Instant.now().getEpochSecond()));
    }
}
