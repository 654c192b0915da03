// SPDX-License-Identifier: Apache-2.0
/**
 * What Stripe's API looks like: its operations, the fields of its objects, their names and ids, its
 * errors. In goes the name of an operation or object, out comes what the tables beside the classes
 * say of it. Any thread may ask: the tables are read once and never change.
 */
package io.github.camellowdefy.stripe.sandbox.schema;
