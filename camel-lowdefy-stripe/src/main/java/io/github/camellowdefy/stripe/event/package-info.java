// SPDX-License-Identifier: Apache-2.0
/**
 * Events and the objects they are about: a snapshot of v1 or a thin event of v2, its type, account
 * and object. In goes the JSON of an event, out comes a {@link
 * io.github.camellowdefy.stripe.event.StripeEvent}. Everything here is a pure function.
 */
package io.github.camellowdefy.stripe.event;
