/** Checkout pages: sessions and links that sell, and the buyer whom the sandbox plays. */
package io.github.camellowdefy.stripe.sandbox.checkout;
