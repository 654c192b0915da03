// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.orders;

/**
 * An order that may be paid.
 *
 * @param id what the shop calls it
 * @param amount in minor units: 1999 is 19.99 EUR
 * @param currency as Stripe writes it: eur
 * @param paymentMethod such as pm_card_visa
 */
public record Order(String id, long amount, String currency, String paymentMethod) {}
