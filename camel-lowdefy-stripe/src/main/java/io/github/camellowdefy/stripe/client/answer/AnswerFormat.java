// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

/**
 * The form of the body of a JSON answer.
 *
 * <pre>{@code
 * to("stripe:customers/retrieve?outputType=object") // the body is a com.stripe.model.Customer
 * }</pre>
 */
public enum AnswerFormat {
    /** Plain maps, lists, text, numbers and booleans. */
    MAP,
    /** The text as received. */
    JSON,
    /** stripe-java's typed model. */
    OBJECT
}
