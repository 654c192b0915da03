// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

/**
 * The options of a single call beside its parameters; null means the connection's value. Values
 * that become a header are checked here, wherever they came from.
 *
 * <pre>{@code
 * CallOptions options = CallOptions.NONE.withIdempotencyKey("order-7");
 * }</pre>
 *
 * @param idempotencyKey the {@code Idempotency-Key} to send, 1 to 255 characters
 * @param stripeAccount the connected account, {@code acct_...}
 * @param stripeContext the {@code Stripe-Context}
 * @param apiVersion the {@code Stripe-Version}
 * @param apiKey another secret key for this one call; never a publishable one
 * @param timeout milliseconds for one attempt, 0 or more
 * @param maxNetworkRetries how often a failed attempt is repeated, 0 or more
 */
public record CallOptions(
        String idempotencyKey,
        String stripeAccount,
        String stripeContext,
        String apiVersion,
        String apiKey,
        Integer timeout,
        Integer maxNetworkRetries) {

    /** The options that become a header, in the order of the constructor. */
    private static final String[] HEADERS = {
        "idempotencyKey", "stripeAccount", "stripeContext", "apiVersion", "apiKey"
    };

    private static final int LONGEST_IDEMPOTENCY_KEY = 255;
    private static final int LONGEST_HEADER = 1_000;

    /** No option is set: the connection's values hold. */
    public static final CallOptions NONE =
            new CallOptions(null, null, null, null, null, null, null);

    /**
     * @throws InvalidStripeCallException when a value cannot be sent as it is
     */
    public CallOptions {
        String[] headers = {idempotencyKey, stripeAccount, stripeContext, apiVersion, apiKey};
        for (int i = 0; i < headers.length; i++) {
            if (headers[i] != null) {
                checkHeader(HEADERS[i], headers[i]);
            }
        }
        if (timeout != null && timeout < 0) {
            throw negative("timeout", timeout);
        }
        if (maxNetworkRetries != null && maxNetworkRetries < 0) {
            throw negative("maxNetworkRetries", maxNetworkRetries);
        }
        if (apiKey != null) {
            ApiKeys.check("apiKey", apiKey);
        }
    }

    /** The options that become a header, without a key; each may be null. */
    public static CallOptions of(
            String idempotencyKey, String stripeAccount, String stripeContext, String apiVersion) {
        return new CallOptions(
                idempotencyKey, stripeAccount, stripeContext, apiVersion, null, null, null);
    }

    /** These options, with the gaps filled from {@code defaults}. */
    public CallOptions orElse(CallOptions defaults) {
        if (this.equals(NONE)) {
            return defaults;
        }
        if (defaults.equals(NONE)) {
            return this;
        }
        return new CallOptions(
                first(idempotencyKey, defaults.idempotencyKey),
                first(stripeAccount, defaults.stripeAccount),
                first(stripeContext, defaults.stripeContext),
                first(apiVersion, defaults.apiVersion),
                first(apiKey, defaults.apiKey),
                first(timeout, defaults.timeout),
                first(maxNetworkRetries, defaults.maxNetworkRetries));
    }

    /** These options with another idempotency key. */
    public CallOptions withIdempotencyKey(String key) {
        return new CallOptions(
                key, stripeAccount, stripeContext, apiVersion, apiKey, timeout, maxNetworkRetries);
    }

    /** Leaves the key out: options end up in logs. */
    @Override
    public String toString() {
        return "CallOptions[idempotencyKey=%s, stripeAccount=%s, stripeContext=%s, apiVersion=%s, apiKey=%s, timeout=%s, maxNetworkRetries=%s]"
                .formatted(
                        idempotencyKey,
                        stripeAccount,
                        stripeContext,
                        apiVersion,
                        apiKey == null ? null : "xxxxxx",
                        timeout,
                        maxNetworkRetries);
    }

    private static void checkHeader(String name, String value) {
        int longest = name.equals(HEADERS[0]) ? LONGEST_IDEMPOTENCY_KEY : LONGEST_HEADER;
        if (value.isBlank()) {
            throw new InvalidStripeCallException(
                    "The option %s is blank; leave it out or give it a value.".formatted(name));
        }
        if (value.length() > longest) {
            throw new InvalidStripeCallException(
                    "The option %s has %d characters; Stripe takes up to %d."
                            .formatted(name, value.length(), longest));
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                throw new InvalidStripeCallException(
                        "The option %s holds a character at position %d that an HTTP header does not carry unchanged; expected ASCII text without line breaks."
                                .formatted(name, i + 1));
            }
        }
        if (value.startsWith(" ") || value.endsWith(" ")) {
            throw new InvalidStripeCallException(
                    "The option %s begins or ends with a blank, which an HTTP header does not carry, so it would be the same as without; remove the blank."
                            .formatted(name));
        }
    }

    private static InvalidStripeCallException negative(String name, int value) {
        return new InvalidStripeCallException(
                "The option %s is %d; expected 0 or more.".formatted(name, value));
    }

    private static <T> T first(T a, T b) {
        return a != null ? a : b;
    }
}
