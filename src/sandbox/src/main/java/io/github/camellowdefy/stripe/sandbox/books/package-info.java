/**
 * The books of each account: balance transactions and balances, transfers between accounts and the
 * platform's fees, payouts, reports.
 */
package io.github.camellowdefy.stripe.sandbox.books;
