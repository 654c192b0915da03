/** Events on their way out: endpoints, signatures, deliveries and their retries. */
package io.github.camellowdefy.stripe.sandbox.webhook;
