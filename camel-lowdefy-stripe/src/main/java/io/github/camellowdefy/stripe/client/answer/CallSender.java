// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.StripeConnection;
import java.util.concurrent.CompletableFuture;

/** Sends one call; {@link StripeConnection#send} is one. Must not block. */
@FunctionalInterface
public interface CallSender {

    CompletableFuture<StripeAnswer> send(StripeCall call, AnswerFormat format);
}
