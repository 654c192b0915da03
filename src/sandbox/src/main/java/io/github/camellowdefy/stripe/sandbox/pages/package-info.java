// SPDX-License-Identifier: Apache-2.0
/**
 * What a buyer sees in a browser: checkout, invoices, and the bank's question. A page reads objects
 * and acts by requests to the engine, as any client does.
 */
package io.github.camellowdefy.stripe.sandbox.pages;
