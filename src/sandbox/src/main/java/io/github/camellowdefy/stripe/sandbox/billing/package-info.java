/**
 * What is sold and how it is billed: prices, coupons, subscriptions, invoices, checkout, test
 * clocks.
 */
package io.github.camellowdefy.stripe.sandbox.billing;
