// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.webhook;

import io.github.camellowdefy.stripe.sandbox.store.Event;

/** An event on its way to one target, for the {@code number}th time. */
record Attempt(Event event, Target target, int number) {}
