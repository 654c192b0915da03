/** The sandbox on the wire: Jetty, TLS, faults. Knows HTTP and nothing of payments. */
package io.github.camellowdefy.stripe.sandbox.http;
