/** The front door of the sandbox: start it, steer its clock and faults, ask what it has seen. */
package io.github.camellowdefy.stripe.sandbox;
