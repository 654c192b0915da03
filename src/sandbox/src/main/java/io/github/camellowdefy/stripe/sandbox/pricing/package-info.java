/** What things cost: prices and plans, coupons, taxes, and what meters have counted. */
package io.github.camellowdefy.stripe.sandbox.pricing;
