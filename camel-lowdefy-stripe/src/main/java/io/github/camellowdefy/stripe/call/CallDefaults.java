// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import java.util.Map;

/**
 * What an endpoint and the headers of a message say for calls whose body leaves it open.
 *
 * @param params default parameters; maps of the message are merged into them key by key, and
 *     whatever else the message says wins, null too
 * @param objectId the first id of the path, text or a whole number, for a message whose arguments
 *     do not start with one; null for none
 * @param options options the message leaves open
 */
public record CallDefaults(Map<String, Object> params, Object objectId, CallOptions options) {

    /** Nothing beside the body. */
    public static final CallDefaults NONE = new CallDefaults(Map.of(), null, CallOptions.NONE);

    /**
     * Default parameters as an endpoint's options spell them: a dot leads into a map, so {@code
     * created.gte} is {@code {created: {gte: ...}}}.
     *
     * @throws InvalidStripeCallException when there is an option of a call among them
     */
    public static CallDefaults ofParams(Map<String, Object> dotted) {
        Map<String, Object> params = Params.nested(dotted);
        OptionKeys.refuseIn(params, "the endpoint");
        return new CallDefaults(params, null, CallOptions.NONE);
    }

    /** These defaults with what the headers of one message add. */
    public CallDefaults with(Object id, CallOptions headers) {
        return new CallDefaults(params, id, headers.orElse(options));
    }

    /** Says nothing: parameters may hold personal data, options a key. */
    @Override
    public String toString() {
        return "CallDefaults";
    }
}
