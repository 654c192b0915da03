// SPDX-License-Identifier: Apache-2.0
/** From a nested map to exactly one call, or one clear refusal. Pure: no Camel types, no I/O. */
package io.github.camellowdefy.stripe.call;
