// SPDX-License-Identifier: Apache-2.0
/**
 * A request before it changes anything: its key, its rate, its parameters. In goes an {@link
 * io.github.camellowdefy.stripe.sandbox.request.ApiRequest}, out come parameters that fit the
 * schema, or a refusal. All of it runs on the thread of the request.
 */
package io.github.camellowdefy.stripe.sandbox.request;
