// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

/** What a JSON answer is turned into. */
public enum AnswerFormat {
    /** Plain maps, lists, text, numbers and booleans. */
    MAP,
    /** The text as received. */
    JSON,
    /** stripe-java's typed model. */
    OBJECT
}
