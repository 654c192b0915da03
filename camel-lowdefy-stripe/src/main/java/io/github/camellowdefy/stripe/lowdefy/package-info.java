// SPDX-License-Identifier: Apache-2.0
/** Lowdefy files become connections and routes. */
package io.github.camellowdefy.stripe.lowdefy;
