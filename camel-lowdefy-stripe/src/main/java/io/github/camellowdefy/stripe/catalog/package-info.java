// SPDX-License-Identifier: Apache-2.0
/** The operations of the Stripe API and their names. No I/O beyond the table itself. */
package io.github.camellowdefy.stripe.catalog;
