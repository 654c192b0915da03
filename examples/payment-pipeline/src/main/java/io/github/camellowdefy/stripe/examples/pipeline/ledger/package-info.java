// SPDX-License-Identifier: Apache-2.0
/**
 * Every cent explained: what Stripe pays out becomes lines of a double-entry journal, and a report
 * compares it with the table of payments, id by id.
 */
package io.github.camellowdefy.stripe.examples.pipeline.ledger;
