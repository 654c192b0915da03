/** What a test steers and asks: the clock, the faults, the journal. */
package io.github.camellowdefy.stripe.sandbox.control;
