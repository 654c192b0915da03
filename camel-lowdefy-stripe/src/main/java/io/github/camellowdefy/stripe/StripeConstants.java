// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import org.apache.camel.spi.Metadata;

/**
 * Names of the message headers, exchange properties and MDC keys. Input and output headers never
 * share a name: the next call does not read an output header as its input.
 *
 * <pre>{@code
 * from("direct:refund")
 *         .setHeader(StripeConstants.IDEMPOTENCY_KEY, simple("refund-${body}"))
 *         .to("stripe:refunds/create");
 * }</pre>
 */
public final class StripeConstants {

    @Metadata(
            label = "producer",
            description =
                    "The operation to call, such as `customers/list`; read only where the endpoint has no path.",
            javaType = "String")
    public static final String OPERATION = "CamelStripeOperation";

    @Metadata(
            label = "producer",
            description =
                    "The id of the object to act on, where the message body does not hold the ids.",
            javaType = "String")
    public static final String OBJECT_ID = "CamelStripeObjectId";

    @Metadata(
            label = "producer",
            description = "The idempotency key of the call, up to 255 characters.",
            javaType = "String")
    public static final String IDEMPOTENCY_KEY = "CamelStripeIdempotencyKey";

    @Metadata(
            label = "producer",
            description = "The connected account to act for, `acct_...`.",
            javaType = "String")
    public static final String ACCOUNT = "CamelStripeAccount";

    @Metadata(
            label = "producer",
            description = "The context to act in (`Stripe-Context`).",
            javaType = "String")
    public static final String CONTEXT = "CamelStripeContext";

    @Metadata(
            label = "producer",
            description = "The API version of the call (`Stripe-Version`).",
            javaType = "String")
    public static final String API_VERSION = "CamelStripeApiVersion";

    @Metadata(
            label = "producer",
            description =
                    "Stripe's id of the request, for its log and its support; set after success and failure.",
            javaType = "String")
    public static final String REQUEST_ID = "CamelStripeRequestId";

    @Metadata(
            label = "producer",
            description =
                    "The HTTP status of the answer; set after success and, where Stripe answered, failure.",
            javaType = "Integer")
    public static final String STATUS_CODE = "CamelStripeStatusCode";

    @Metadata(
            label = "producer",
            description = "The type of the answered object, such as `customer` or `list`.",
            javaType = "String")
    public static final String OBJECT = "CamelStripeObject";

    @Metadata(
            label = "producer",
            description = "Whether a list or search has more pages.",
            javaType = "Boolean")
    public static final String HAS_MORE = "CamelStripeHasMore";

    @Metadata(
            label = "producer",
            description =
                    "True when Stripe repeated the stored answer of an earlier call with the same idempotency key.",
            javaType = "Boolean")
    public static final String IDEMPOTENT_REPLAYED = "CamelStripeIdempotentReplayed";

    @Metadata(
            label = "producer",
            description = "How many requests were sent; set after success and failure.",
            javaType = "Integer")
    public static final String ATTEMPTS = "CamelStripeAttempts";

    @Metadata(
            label = "producer",
            description =
                    "Set after every failure: whether the same call may usefully be made again under the same idempotency key.",
            javaType = "Boolean")
    public static final String RETRYABLE = "CamelStripeRetryable";

    @Metadata(
            label = "producer",
            description = "Which limit Stripe said was hit, after a 429 that names it.",
            javaType = "String")
    public static final String RATE_LIMITED_REASON = "CamelStripeRateLimitedReason";

    @Metadata(
            label = "consumer",
            description = "The id of the event, `evt_...`.",
            javaType = "String")
    public static final String EVENT_ID = "CamelStripeEventId";

    @Metadata(
            label = "consumer",
            description = "The type of the event, such as `payment_intent.succeeded`.",
            javaType = "String")
    public static final String EVENT_TYPE = "CamelStripeEventType";

    @Metadata(
            label = "consumer",
            description = "When the event happened, in Unix seconds.",
            javaType = "Long")
    public static final String EVENT_CREATED = "CamelStripeEventCreated";

    @Metadata(
            label = "consumer",
            description = "The connected account the event came from, if any.",
            javaType = "String")
    public static final String EVENT_ACCOUNT = "CamelStripeEventAccount";

    @Metadata(
            label = "consumer",
            description = "The API version the event was made with.",
            javaType = "String")
    public static final String EVENT_API_VERSION = "CamelStripeEventApiVersion";

    @Metadata(
            label = "consumer",
            description = "How many webhook deliveries of the event are still to succeed.",
            javaType = "Long")
    public static final String EVENT_PENDING_WEBHOOKS = "CamelStripeEventPendingWebhooks";

    @Metadata(
            label = "consumer",
            description = "The idempotency key of the request that caused the event, if any.",
            javaType = "String")
    public static final String EVENT_REQUEST_IDEMPOTENCY_KEY =
            "CamelStripeEventRequestIdempotencyKey";

    @Metadata(
            label = "consumer",
            description =
                    "With outputType=object: true when the event was made with another API version than stripe-java's, whose classes may then lack some of its members.",
            javaType = "Boolean")
    public static final String EVENT_VERSION_DIFFERS = "CamelStripeEventVersionDiffers";

    @Metadata(
            label = "consumer",
            description =
                    "With fetchObject: whether `data.object` is the object as it is now; false where it cannot be read, because it is gone or was never kept.",
            javaType = "Boolean")
    public static final String EVENT_OBJECT_FETCHED = "CamelStripeEventObjectFetched";

    /**
     * Exchange property: the idempotency key of the last call, given or generated; set after
     * success and failure, removed where the call has none. A call that is refused before it can be
     * read has the key of its header.
     */
    public static final String IDEMPOTENCY_KEY_USED = "CamelStripeIdempotencyKeyUsed";

    /** MDC key: {@link #REQUEST_ID} of the last call, when the context uses MDC logging. */
    public static final String MDC_REQUEST_ID = "camel.stripe.requestId";

    /** MDC key: {@link #IDEMPOTENCY_KEY_USED}, when the context uses MDC logging. */
    public static final String MDC_IDEMPOTENCY_KEY = "camel.stripe.idempotencyKey";

    /** The group of the routes that were made of Lowdefy files. */
    public static final String LOWDEFY_GROUP = "lowdefy";

    private StripeConstants() {}
}
