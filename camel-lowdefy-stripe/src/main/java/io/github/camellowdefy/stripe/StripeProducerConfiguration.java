// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of a producer endpoint beside those of its connection.
 *
 * <pre>{@code
 * to("stripe:customers/list?autoPaging=true&params.limit=100")
 * }</pre>
 */
@UriParams
public class StripeProducerConfiguration {

    @UriParam(
            label = "producer",
            description =
                    "The idempotency key of the call, usually a Simple expression such as `${header.orderId}`. Unset: a key is generated for each call and kept for its redeliveries.")
    private String idempotencyKey;

    @UriParam(
            label = "producer",
            prefix = "params.",
            multiValue = true,
            description =
                    "Default parameters of the call, such as `params.limit=30`; those of the message win.")
    private Map<String, Object> params;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description =
                    "Whether all pages of a list or search are read: the body becomes an iterator over the items of all pages, to be split with streaming.")
    private boolean autoPaging;

    @UriParam(
            label = "producer",
            defaultValue = "0",
            description = "With autoPaging: the number of items to stop after; 0 means all.")
    private long maxItems;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "0",
            description =
                    "With autoPaging, for lists that can be filtered by `created`: the number of time slices that are read at the same time; 0 means that one page is read after the other.")
    private int backfill;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "10000",
            javaType = "java.time.Duration",
            description =
                    "With backfill and offsetRepository: how long, in milliseconds, a part of the list stays reserved for an instance that was killed, before another one reads it.")
    private long backfillLease = 10_000;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "false",
            description =
                    "With backfill: whether the items keep the order of the list, the newest first.")
    private boolean ordered;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "false",
            description =
                    "Whether the calling thread waits for the answer and continues the route itself.")
    private boolean synchronous;

    public String getIdempotencyKey() {
        return idempotencyKey;
    }

    public void setIdempotencyKey(String idempotencyKey) {
        this.idempotencyKey = idempotencyKey;
    }

    public Map<String, Object> getParams() {
        return params;
    }

    public void setParams(Map<String, Object> params) {
        this.params = params;
    }

    public boolean isAutoPaging() {
        return autoPaging;
    }

    public void setAutoPaging(boolean autoPaging) {
        this.autoPaging = autoPaging;
    }

    public long getMaxItems() {
        return maxItems;
    }

    public void setMaxItems(long maxItems) {
        this.maxItems = maxItems;
    }

    public int getBackfill() {
        return backfill;
    }

    public void setBackfill(int backfill) {
        this.backfill = backfill;
    }

    public long getBackfillLease() {
        return backfillLease;
    }

    public void setBackfillLease(long backfillLease) {
        this.backfillLease = backfillLease;
    }

    public boolean isOrdered() {
        return ordered;
    }

    public void setOrdered(boolean ordered) {
        this.ordered = ordered;
    }

    public boolean isSynchronous() {
        return synchronous;
    }

    public void setSynchronous(boolean synchronous) {
        this.synchronous = synchronous;
    }
}
