// SPDX-License-Identifier: Apache-2.0
/**
 * Polls events and delivers them to the route: {@link
 * io.github.camellowdefy.stripe.consumer.StripeEventConsumer} asks for a page, delivers each event
 * and moves the cursor. In go pages of {@code /v1/events} or single deliveries, out come exchanges,
 * one per event. Polling runs on the consumer's scheduler thread; the route runs there, too, or on
 * the threads of {@code concurrentConsumers}.
 *
 * <p>This package is internal: its classes change without notice.
 */
package io.github.camellowdefy.stripe.consumer;
