// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of {@code from("stripe:events")} beside those of the connection; {@code types},
 * {@code idempotentRepository} and {@code fetchObject} hold for {@code stripe:webhook} as well.
 *
 * <pre>{@code
 * from("stripe:events?types=payment_intent.*&offsetRepository=/var/lib/shop/stripe.state")
 *         .to("direct:payments");
 * }</pre>
 */
@UriParams
public class StripeEventsConfiguration {

    @UriParam(
            label = "consumer",
            description =
                    "The types of event to deliver, separated by commas; a trailing asterisk stands for any ending. Unset: all.")
    private String types;

    @UriParam(
            label = "consumer",
            description =
                    "The repository of the ids of processed events (`#bean:name`): each event is processed once, also after a restart, by all routes that share the repository, polling or serving a webhook.")
    private IdempotentRepository idempotentRepository;

    @UriParam(
            label = "consumer",
            defaultValue = "false",
            description =
                    "Whether the current state of the event's object is read, in the connection's API version; it takes the place of `data.object`, also in thin events.")
    private boolean fetchObject;

    @UriParam(
            label = "consumer",
            defaultValue = "now",
            description =
                    "Where polling starts when there is no cursor yet: `now`, `earliest`, or an ISO time such as `2026-01-31T08:00:00Z`.")
    private String startFrom = "now";

    @UriParam(
            description =
                    "The repository of the cursor of polling or, with backfill, of the progress of reading a list: a StateRepository (`#bean:name`), or the path of a file. Its key is the id of the route, so give the route an id of its own. Unset: the cursor is kept in memory until the context stops, and the progress is not kept.")
    private Object offsetRepository;

    @UriParam(
            label = "consumer",
            defaultValue = "60000",
            javaType = "java.time.Duration",
            description =
                    "The longest delay, in milliseconds, with which an event may appear in the account's list. Every poll reads the events of this time again.")
    private long lookback = 60_000;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            javaType = "java.time.Duration",
            description =
                    "The age, in milliseconds, at which polling delivers an event; with `deliverySuccess=false` it gives webhook deliveries the time to succeed.")
    private long minAge;

    @UriParam(
            label = "consumer",
            description =
                    "Poll only events whose webhook deliveries have all succeeded (`true`), or those that are pending or failed (`false`). Unset: all.")
    private Boolean deliverySuccess;

    @UriParam(
            label = "consumer",
            defaultValue = "true",
            description =
                    "Whether a poll ends when the route fails on an event, and the next poll starts with that event. If not, the failure is handled, the event counts as processed, and polling continues. A failure before the route, such as that of a repository, ends the poll in any case.")
    private boolean breakOnFirstError = true;

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description =
                    "How many events of a poll are processed at the same time. With more than one, events may overtake each other; the cursor still moves in order.")
    private int concurrentConsumers = 1;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description = "How many events one poll processes at most; 0 means all there are.")
    private int maxMessagesPerPoll;

    public String getTypes() {
        return types;
    }

    public void setTypes(String types) {
        this.types = types;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }

    public boolean isFetchObject() {
        return fetchObject;
    }

    public void setFetchObject(boolean fetchObject) {
        this.fetchObject = fetchObject;
    }

    public String getStartFrom() {
        return startFrom;
    }

    public void setStartFrom(String startFrom) {
        this.startFrom = startFrom;
    }

    public Object getOffsetRepository() {
        return offsetRepository;
    }

    public void setOffsetRepository(Object offsetRepository) {
        this.offsetRepository = offsetRepository;
    }

    public long getLookback() {
        return lookback;
    }

    public void setLookback(long lookback) {
        this.lookback = lookback;
    }

    public long getMinAge() {
        return minAge;
    }

    public void setMinAge(long minAge) {
        this.minAge = minAge;
    }

    public Boolean getDeliverySuccess() {
        return deliverySuccess;
    }

    public void setDeliverySuccess(Boolean deliverySuccess) {
        this.deliverySuccess = deliverySuccess;
    }

    public boolean isBreakOnFirstError() {
        return breakOnFirstError;
    }

    public void setBreakOnFirstError(boolean breakOnFirstError) {
        this.breakOnFirstError = breakOnFirstError;
    }

    public int getConcurrentConsumers() {
        return concurrentConsumers;
    }

    public void setConcurrentConsumers(int concurrentConsumers) {
        this.concurrentConsumers = concurrentConsumers;
    }

    public int getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }
}
