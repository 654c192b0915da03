/**
 * What is billed over time: subscriptions, schedules, invoices, credit notes, quotes, test clocks.
 */
package io.github.camellowdefy.stripe.sandbox.billing;
