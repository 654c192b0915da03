/**
 * The movement of money: payment methods, intents, charges, refunds, disputes, payouts, balance.
 */
package io.github.camellowdefy.stripe.sandbox.payments;
